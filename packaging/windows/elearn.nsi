; The Windows installer. Built by tools/packing/installer.py, which defines VERSION, VERSION4, PAYLOAD, OUT, STUB, SIZE_KB, ICON, SIGN.
;
; Switches:  /S  /D=folder (last)  /ALLUSERS | /CURRENTUSER  /ASSIGNMENT=file  /DATA=folder  /LOG=file  /FORCE
; Uninstall: /S  /PURGE  /LOG=file
; Exit codes: 0 done · 1 cancelled · 2 failed · 3 Windows too old or 32-bit · 4 a newer version is installed ·
;             5 the running program did not close · 6 no right to write · 7 the assignment file cannot be read
;
; The program lies in a folder named after its version; shortcuts and registry are turned to the new folder only when it is
; complete, and only then is the old one removed. A power cut leaves the old program or the new one.
Unicode true
!if "${STUB}" == "amd64"
  Target amd64-unicode
!endif
!ifdef FAST ; for trying only
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel user
Name "elearn"
OutFile "${OUT}"
BrandingText "elearn ${VERSION}"
MiscButtonText "< Quay lại" "Tiếp tục >" "Hủy bỏ" "Đóng"
!ifdef SIGN ; the uninstaller, too
  !uninstfinalize '${SIGN}' = 0
!endif
!ifdef ICON
  Icon "${ICON}"
  UninstallIcon "${ICON}"
!endif

!include LogicLib.nsh
!include x64.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include MUI2.nsh
!include nsDialogs.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\elearn"
!define APP_KEY "Software\elearn"
!define MUI_ABORTWARNING
!define MUI_CUSTOMFUNCTION_ABORT Cancelled

Var AllUsers        ; 1: per machine
Var DataDir         ; "" : one folder for each account
Var Assignment
Var LogFile
Var Force
Var OldDir
Var OldVersion
Var NewDir
Var Copying       ; 1: while files are laid down
Var Purge
Var RadioOwn
Var RadioShared

!define MUI_WELCOMEPAGE_TITLE "Cài đặt elearn ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "elearn giúp cán bộ, công chức học, thi và nhận giấy xác nhận ngay trên máy, không cần Internet.$\r$\n$\r$\nNếu máy đã có bản cũ, bản mới được đặt thay vào; kết quả học của mọi người giữ nguyên.$\r$\n$\r$\nBấm Tiếp tục."
!insertmacro MUI_PAGE_WELCOME
!define MUI_DIRECTORYPAGE_TEXT_TOP "Chương trình sẽ được cài vào thư mục dưới đây. Muốn để nơi khác, bấm Duyệt rồi chọn. Bấm Tiếp tục để đi tiếp."
!insertmacro MUI_PAGE_DIRECTORY
Page custom RecordsPage RecordsPageLeave
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "Đã cài xong elearn ${VERSION}"
!define MUI_FINISHPAGE_TEXT "Mở elearn từ menu Start. Kết quả học nằm riêng, không mất khi nâng cấp hay gỡ chương trình."
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Chương trình sẽ được gỡ. Kết quả học của mọi người vẫn được giữ lại trên máy."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

VIProductVersion "${VERSION4}"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "ProductName" "elearn"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "FileDescription" "Bộ cài elearn"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "LegalCopyright" "elearn"

; --- saying and logging

!macro DefineLog un
Function ${un}Log
  Exch $0
  ${If} $LogFile != ""
    Push $1
    ${GetTime} "" "L" $R1 $R2 $R3 $R4 $R5 $R6 $R7
    FileOpen $1 "$LogFile" a
    ${If} $1 != ""
      FileSeek $1 0 END
      FileWriteUTF16LE $1 "$R3-$R2-$R1 $R5:$R6:$R7 $0$\r$\n"
      FileClose $1
    ${EndIf}
    Pop $1
  ${EndIf}
  DetailPrint "$0"
  Pop $0
FunctionEnd
!macroend
!insertmacro DefineLog ""
!insertmacro DefineLog "un."
!macro Log text
  Push "${text}"
  Call Log
!macroend
!macro unLog text
  Push "${text}"
  Call un.Log
!macroend

!macro Stop code text
  !insertmacro Log "${text}"
  MessageBox MB_ICONEXCLAMATION|MB_OK "${text}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

; Remove every version's folder but one ("": all), by the program in it.
!macro DefineRemoveOthers un
Function ${un}RemoveOthers
  Exch $0
  Push $1
  Push $2
  FindFirst $1 $2 "$INSTDIR\*.*"
  ${DoWhile} $2 != ""
    ${If} $2 != "."
    ${AndIf} $2 != ".."
    ${AndIf} "$INSTDIR\$2" != $0
      ${If} ${FileExists} "$INSTDIR\$2\elearn.exe"
      ${OrIf} ${FileExists} "$INSTDIR\$2\_internal\*.*"
        RMDir /r "$INSTDIR\$2"
      ${EndIf}
    ${EndIf}
    FindNext $1 $2
  ${Loop}
  FindClose $1
  Pop $2
  Pop $1
  Pop $0
FunctionEnd
!macroend
!insertmacro DefineRemoveOthers ""
!insertmacro DefineRemoveOthers "un."

; The switches; one that came in quotation marks as a whole ("/LOG=C:\a b", as PowerShell hands it on) has them around its value.
!macro DefineSwitches un
Function ${un}Switches
  Push $0
  Push $1
  Push $2
  Push $3
  Push $4
  ${GetParameters} $0
  StrCpy $1 ""
  StrCpy $2 0
  StrCpy $4 " "
  ${Do}
    StrCpy $3 $0 1 $2
    ${If} $3 == ""
      ${ExitDo}
    ${EndIf}
    ${If} $4 == " "
    ${AndIf} $3 == '"'
      StrCpy $4 $0 1 $2
      IntOp $2 $2 + 1
      StrCpy $3 $0 1 $2
      ${If} $3 == "/"
        ${Do}
          StrCpy $3 $0 1 $2
          IntOp $2 $2 + 1
          ${If} $3 == "="
            StrCpy $1 '$1="'
            ${ExitDo}
          ${ElseIf} $3 == '"'
          ${OrIf} $3 == ""
            ${ExitDo}
          ${EndIf}
          StrCpy $1 "$1$3"
        ${Loop}
      ${Else}
        StrCpy $1 '$1"'
      ${EndIf}
    ${Else}
      StrCpy $1 "$1$3"
      StrCpy $4 $3
      IntOp $2 $2 + 1
    ${EndIf}
  ${Loop}
  StrCpy $R0 $1
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd
!macroend
!insertmacro DefineSwitches ""
!insertmacro DefineSwitches "un."

; --- before anything is shown

Function .onInit
  SetErrorLevel 2
  Call Switches
  ${GetOptions} $R0 "/LOG=" $LogFile
  StrCpy $Force "0"
  ClearErrors
  ${GetOptions} $R0 "/FORCE" $R1
  ${IfNot} ${Errors}
    StrCpy $Force "1"
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/DATA=" $DataDir
  ${If} ${Errors}
    StrCpy $DataDir ""
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/ASSIGNMENT=" $Assignment
  ${If} ${Errors}
    StrCpy $Assignment ""
  ${EndIf}

  ${IfNot} ${RunningX64}
    !insertmacro Stop 3 "Máy này dùng Windows 32-bit nên không chạy được elearn. Chưa có gì được cài. Cần Windows 10 bản 1809 trở lên, loại 64-bit."
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
    !insertmacro Stop 3 "Windows trên máy này cũ quá nên không chạy được elearn. Chưa có gì được cài. Cần Windows 10 bản 1809 trở lên, loại 64-bit."
  ${EndIf}
  SetRegView 64
  ReadRegStr $R1 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${If} $R1 != ""
  ${AndIf} $R1 < 17763
    !insertmacro Stop 3 "Windows 10 trên máy này là bản trước 1809 (số $R1) nên không chạy được elearn. Chưa có gì được cài. Hãy cập nhật Windows rồi cài lại."
  ${EndIf}
  ${DisableX64FSRedirection}

  StrCpy $AllUsers "0"
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    StrCpy $AllUsers "1"
    UserInfo::GetAccountType
    Pop $R1
    ${If} $R1 != "Admin"
      !insertmacro Stop 6 "Cài cho mọi người dùng cần quyền quản trị máy. Chưa có gì được cài. Hãy mở bộ cài bằng quyền quản trị, hoặc cài riêng cho tài khoản này (bỏ /ALLUSERS)."
    ${EndIf}
  ${EndIf}

  ; By hand, with the right to: for whom? Silently it is said by a switch.
  ClearErrors
  ${GetOptions} $R0 "/CURRENTUSER" $R1
  ${If} ${Errors}
  ${AndIfNot} ${Silent}
  ${AndIf} $AllUsers == "0"
    UserInfo::GetAccountType
    Pop $R1
    ${If} $R1 == "Admin"
    ${AndIf} ${Cmd} `MessageBox MB_YESNO|MB_ICONQUESTION "Cài elearn cho mọi tài khoản trên máy này?$\r$\n$\r$\nCó (Yes): mọi tài khoản đều dùng được.$\r$\nKhông (No): chỉ tài khoản đang dùng." /SD IDNO IDYES`
      StrCpy $AllUsers "1"
    ${EndIf}
  ${EndIf}

  ${If} $AllUsers == "1"
    SetShellVarContext all
    ReadRegStr $OldDir HKLM "${APP_KEY}" "Program"
    ReadRegStr $OldVersion HKLM "${APP_KEY}" "Version"
    ReadRegStr $R1 HKLM "${APP_KEY}" "Folder"
  ${Else}
    SetShellVarContext current
    ReadRegStr $OldDir HKCU "${APP_KEY}" "Program"
    ReadRegStr $OldVersion HKCU "${APP_KEY}" "Version"
    ReadRegStr $R1 HKCU "${APP_KEY}" "Folder"
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $R1 != ""
      StrCpy $INSTDIR $R1
    ${ElseIf} $AllUsers == "1"
      StrCpy $INSTDIR "$PROGRAMFILES64\elearn"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\elearn"
    ${EndIf}
  ${EndIf}

  ${If} $OldVersion != ""
  ${AndIf} $Force == "0"
    Push "$OldVersion"
    Call IsNewer
    Pop $R2
    ${If} $R2 == "1"
      !insertmacro Stop 4 "Máy này đã có elearn $OldVersion, mới hơn bản ${VERSION} này. Chưa có gì bị thay đổi. Nếu thật sự muốn quay về bản cũ, hãy chạy lại với /FORCE."
    ${EndIf}
  ${EndIf}
  ${If} $Assignment != ""
  ${AndIfNot} ${FileExists} "$Assignment"
    !insertmacro Stop 7 "Không thấy tệp giao học $Assignment. Chưa có gì được cài. Hãy kiểm tra lại đường dẫn."
  ${EndIf}
FunctionEnd

; Whether the version on the stack is newer than this one: "1" or "0".
Function IsNewer
  Exch $0
  Push $1
  Push $2
  Push $3
  Push $4
  StrCpy $3 "0"
  StrCpy $4 1
  ${Do}
    Push "$0"
    Push $4
    Call VersionPart
    Pop $1
    Push "${VERSION}"
    Push $4
    Call VersionPart
    Pop $2
    ${If} $1 > $2
      StrCpy $3 "1"
      ${ExitDo}
    ${ElseIf} $1 < $2
      ${ExitDo}
    ${EndIf}
    IntOp $4 $4 + 1
  ${LoopUntil} $4 > 4
  StrCpy $0 $3
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Exch $0
FunctionEnd

; Part number (1…) of a version, 0 where there is none.
Function VersionPart
  Exch $0 ; number
  Exch
  Exch $1 ; version
  Push $2
  Push $3
  Push $4
  StrCpy $2 ""
  StrCpy $3 0
  ${Do}
    StrCpy $4 $1 1 $3
    ${If} $4 == ""
    ${OrIf} $4 == "."
      IntOp $0 $0 - 1
      ${If} $0 == 0
        ${ExitDo}
      ${EndIf}
      StrCpy $2 ""
      ${If} $4 == ""
        ${ExitDo}
      ${EndIf}
    ${Else}
      StrCpy $2 "$2$4"
    ${EndIf}
    IntOp $3 $3 + 1
  ${Loop}
  ${If} $2 == ""
    StrCpy $2 0
  ${EndIf}
  IntOp $2 $2 + 0
  StrCpy $0 $2
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Exch $0
FunctionEnd

; --- where records lie

Function RecordsPage
  !insertmacro MUI_HEADER_TEXT "Kết quả học để ở đâu" "Chọn cách giữ kết quả học trên máy này."
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 0 0 100% 24u "Mỗi tài khoản Windows một nơi riêng (nên chọn)"
  Pop $RadioOwn
  ${NSD_CreateLabel} 12u 24u 95% 24u "Người dùng tài khoản nào chỉ thấy hồ sơ của tài khoản ấy."
  Pop $0
  ${NSD_CreateRadioButton} 0 54u 100% 24u "Dùng chung cho mọi tài khoản trên máy này"
  Pop $RadioShared
  ${NSD_CreateLabel} 12u 78u 95% 32u "Hợp với máy dùng chung mà mọi người đăng nhập nhiều tài khoản. Phải cài cho mọi tài khoản bằng quyền quản trị, nếu không tài khoản khác không ghi được."
  Pop $0
  ${If} $DataDir == ""
    ${NSD_Check} $RadioOwn
  ${Else}
    ${NSD_Check} $RadioShared
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function RecordsPageLeave
  ${NSD_GetState} $RadioShared $0
  ${If} $0 == ${BST_CHECKED}
    ${If} $DataDir == ""
      ReadEnvStr $1 ProgramData
      StrCpy $DataDir "$1\elearn"
    ${EndIf}
  ${Else}
    StrCpy $DataDir ""
  ${EndIf}
FunctionEnd

; --- installing

; Ask the running program to close (it keeps what it has), wait until its file is free.
Function CloseRunning
  ${If} $OldDir == ""
  ${OrIfNot} ${FileExists} "$OldDir\elearn.exe"
    Return
  ${EndIf}
  StrCpy $R8 0
  ${Do}
    ClearErrors
    FileOpen $R9 "$OldDir\elearn.exe" a
    ${IfNot} ${Errors}
      FileClose $R9
      Return
    ${EndIf}
    ${If} $R8 == 0
      !insertmacro Log "elearn đang mở: yêu cầu đóng"
      nsExec::Exec 'taskkill /IM elearn.exe'
      Pop $R9
    ${EndIf}
    Sleep 500
    IntOp $R8 $R8 + 1
  ${LoopUntil} $R8 > 60
  !insertmacro Stop 5 "elearn đang mở và chưa đóng được. Chưa có gì bị thay đổi. Hãy đóng cửa sổ elearn (bài thi đang làm được giữ nguyên) rồi chạy lại bộ cài."
FunctionEnd

Section "elearn"
  SetErrorLevel 2
  !insertmacro Log "cài elearn ${VERSION} vào $INSTDIR"
  CreateDirectory "$INSTDIR"
  ClearErrors
  FileOpen $0 "$INSTDIR\ghi-thu.tmp" w
  ${If} ${Errors}
    !insertmacro Stop 6 "Không ghi được vào $INSTDIR. Chưa có gì được cài. Hãy chọn thư mục khác, hoặc nhờ người quản trị máy."
  ${EndIf}
  FileClose $0
  Delete "$INSTDIR\ghi-thu.tmp"
  Call CloseRunning

  ; A new folder, whole, before anything points to it. The same version again (repair) gets a second name.
  StrCpy $NewDir "$INSTDIR\${VERSION}"
  ${If} $NewDir == $OldDir
    StrCpy $NewDir "$INSTDIR\${VERSION}-2"
  ${EndIf}
  RMDir /r "$NewDir"
  StrCpy $Copying "1"
  ClearErrors
  SetOutPath "$NewDir"
  File /r "${PAYLOAD}\*.*" ; one that cannot be written breaks off here: see .onInstFailed
  ${If} ${Errors}
    Call CopyFailed
    Quit
  ${EndIf}
  StrCpy $Copying "0"

  ; Records for all accounts: one line in the installer's folder; rights for the machine's users.
  ${If} $DataDir != ""
    CreateDirectory "$DataDir"
    ${If} $AllUsers == "1"
      nsExec::Exec 'icacls "$DataDir" /grant *S-1-5-32-545:(OI)(CI)M'
      Pop $0
    ${EndIf}
    FileOpen $0 "$INSTDIR\elearn-data.txt" w
    FileWriteUTF16LE /BOM $0 "$DataDir"
    FileClose $0
  ${EndIf}
  ${If} $Assignment != ""
    CopyFiles /SILENT "$Assignment" "$INSTDIR\don-vi.giao"
    ${If} ${Errors}
      !insertmacro Stop 7 "Không đọc được tệp giao học $Assignment. Chương trình cũ (nếu có) vẫn dùng được."
    ${EndIf}
  ${EndIf}

  ; Turn everything to the new folder.
  CreateShortCut "$SMPROGRAMS\elearn.lnk" "$NewDir\elearn.exe" "" "$NewDir\elearn.exe" 0 SW_SHOWNORMAL "" "Học, thi và nhận giấy xác nhận, không cần Internet"
  FileOpen $0 "$INSTDIR\elearn-cli.cmd.moi" w
  FileWrite $0 '@"%~dp0'
  ${If} $NewDir == "$INSTDIR\${VERSION}-2"
    FileWrite $0 '${VERSION}-2'
  ${Else}
    FileWrite $0 '${VERSION}'
  ${EndIf}
  FileWrite $0 '\elearn-cli.exe" %*$\r$\n'
  FileClose $0
  ; At once (MOVEFILE_REPLACE_EXISTING, MOVEFILE_WRITE_THROUGH): a power cut leaves the old command or the new one.
  System::Call 'kernel32::MoveFileExW(w "$INSTDIR\elearn-cli.cmd.moi", w "$INSTDIR\elearn-cli.cmd", i 9)'
  WriteUninstaller "$INSTDIR\go-elearn.exe"
  WriteRegStr SHCTX "${APP_KEY}" "Folder" "$INSTDIR"
  WriteRegStr SHCTX "${APP_KEY}" "Version" "${VERSION}"
  WriteRegStr SHCTX "${APP_KEY}" "Program" "$NewDir"
  WriteRegStr SHCTX "${APP_KEY}" "Data" "$DataDir"
  WriteRegStr SHCTX "Software\Classes\.giao" "" "elearn.giao"
  WriteRegStr SHCTX "Software\Classes\.kqht" "" "elearn.kqht"
  WriteRegStr SHCTX "Software\Classes\elearn.giao" "" "Tệp giao học elearn"
  WriteRegStr SHCTX "Software\Classes\elearn.giao\DefaultIcon" "" "$NewDir\elearn.exe,0"
  WriteRegStr SHCTX "Software\Classes\elearn.giao\shell\open\command" "" '"$NewDir\elearn.exe" "%1"'
  WriteRegStr SHCTX "Software\Classes\elearn.kqht" "" "Tệp kết quả học tập elearn"
  WriteRegStr SHCTX "Software\Classes\elearn.kqht\DefaultIcon" "" "$NewDir\elearn.exe,0"
  WriteRegStr SHCTX "Software\Classes\elearn.kqht\shell\open\command" "" '"$NewDir\elearn.exe" "%1"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "elearn"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$NewDir\elearn.exe"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "elearn"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\go-elearn.exe"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\go-elearn.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  ; Only now may the old one go, with what a broken-off upgrade has left; what an antivirus holds goes the next time.
  SetOutPath "$INSTDIR"
  Push "$NewDir"
  Call RemoveOthers
  !insertmacro Log "đã cài xong"
  SetErrorLevel 0
SectionEnd

; Files were not all laid down: take away what was, say so. What was installed before is untouched.
Function CopyFailed
  SetOutPath "$TEMP"
  RMDir /r "$NewDir"
  ${If} $OldDir == ""
    RMDir "$INSTDIR"
  ${EndIf}
  !insertmacro Log "Không chép đủ tệp vào $NewDir; có thể ổ đĩa đã đầy. Bản đang có (nếu có) vẫn dùng được."
  MessageBox MB_ICONEXCLAMATION|MB_OK "Không chép đủ tệp vào $NewDir; có thể ổ đĩa đã đầy. Bản đang có (nếu có) vẫn dùng được. Hãy xóa bớt tệp trên ổ đĩa ấy rồi chạy lại." /SD IDOK
  SetErrorLevel 2
FunctionEnd

Function .onInstFailed
  ${If} $Copying == "1"
    Call CopyFailed
  ${EndIf}
FunctionEnd

Function Cancelled
  SetErrorLevel 1
FunctionEnd

; --- uninstalling

Function un.onInit
  SetErrorLevel 2
  Call un.Switches
  ${GetOptions} $R0 "/LOG=" $LogFile
  StrCpy $Purge "0"
  ClearErrors
  ${GetOptions} $R0 "/PURGE" $R1
  ${IfNot} ${Errors}
    StrCpy $Purge "1"
  ${EndIf}
  ${DisableX64FSRedirection}
  SetRegView 64
  ReadRegStr $R1 HKCU "${APP_KEY}" "Folder"
  ${If} $R1 == $INSTDIR
    StrCpy $AllUsers "0"
    SetShellVarContext current
  ${Else}
    StrCpy $AllUsers "1"
    SetShellVarContext all
  ${EndIf}
FunctionEnd

Section "Uninstall"
  ReadRegStr $OldDir SHCTX "${APP_KEY}" "Program"
  ReadRegStr $DataDir SHCTX "${APP_KEY}" "Data"
  nsExec::Exec 'taskkill /IM elearn.exe'
  Pop $0
  Sleep 1500
  Delete "$SMPROGRAMS\elearn.lnk"
  Push ""
  Call un.RemoveOthers
  Delete "$INSTDIR\elearn-cli.cmd"
  Delete "$INSTDIR\elearn-cli.cmd.moi"
  Delete "$INSTDIR\elearn-data.txt"
  Delete "$INSTDIR\don-vi.giao"
  Delete "$INSTDIR\go-elearn.exe"
  RMDir /r "$INSTDIR\library-updates"
  RMDir "$INSTDIR"
  DeleteRegKey SHCTX "Software\Classes\.giao"
  DeleteRegKey SHCTX "Software\Classes\.kqht"
  DeleteRegKey SHCTX "Software\Classes\elearn.giao"
  DeleteRegKey SHCTX "Software\Classes\elearn.kqht"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  DeleteRegKey SHCTX "${APP_KEY}"
  ${If} $Purge == "1"
    ${If} $DataDir != ""
      RMDir /r "$DataDir"
    ${EndIf}
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\elearn"
    !insertmacro unLog "đã gỡ chương trình và xóa kết quả học của tài khoản này"
  ${Else}
    !insertmacro unLog "đã gỡ chương trình; kết quả học được giữ lại"
  ${EndIf}
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  SetErrorLevel 0
SectionEnd
