@echo off
rem Cai elearn cho nhieu may tu mot USB: cam USB, bam dup tep nay, doi dong "XONG".
rem Tren USB, cung thu muc: elearn-*-setup.exe, va neu co: don-vi.giao. Ket qua ghi vao nhat-ky\ten-may.txt va nhat-ky\tong-hop.csv.
rem Tham so: /ALLUSERS  cai cho moi nguoi dung (can quyen quan tri);  /SHARED  dung chung ket qua cho moi tai khoan.
setlocal EnableExtensions EnableDelayedExpansion
chcp 65001 >nul
set "HERE=%~dp0"
set "LOGS=%HERE%nhat-ky"
if not exist "%LOGS%" mkdir "%LOGS%" 2>nul
set "LOG=%LOGS%\%COMPUTERNAME%.txt"

set "SETUP="
for /f "delims=" %%F in ('dir /b /o:n "%HERE%elearn-*-setup.exe" 2^>nul') do set "SETUP=%HERE%%%F"
if not defined SETUP (
  echo Không thấy tệp elearn-...-setup.exe cạnh tệp này. Chưa có gì được cài.
  call :line 20 "khong co bo cai"
  exit /b 20
)

set "WHO=/CURRENTUSER"
set "WHERE=%LOCALAPPDATA%\Programs\elearn"
set "DATA="
:arguments
if "%~1"=="" goto ready
if /i "%~1"=="/ALLUSERS" (
  set "WHO=/ALLUSERS"
  set "WHERE=%ProgramFiles%\elearn"
)
if /i "%~1"=="/SHARED" set "DATA=/DATA=%ProgramData%\elearn"
shift
goto arguments
:ready

set "GIAO="
if exist "%HERE%don-vi.giao" set "GIAO=/ASSIGNMENT=%HERE%don-vi.giao"
echo Đang cài trên máy %COMPUTERNAME%, xin đợi...
start /wait "" "%SETUP%" /S %WHO% %DATA% %GIAO% /LOG=%LOG%
set "CODE=%ERRORLEVEL%"
if not "%CODE%"=="0" (
  echo Chưa cài được trên máy này (mã %CODE%^). Xem tệp %LOG%.
  call :line %CODE% "khong cai duoc"
  exit /b %CODE%
)

call "%WHERE%\elearn-cli.cmd" doctor --json > "%LOGS%\%COMPUTERNAME%-kiem-tra.json" 2>> "%LOG%"
set "CODE=%ERRORLEVEL%"
if "%CODE%"=="0" (
  call :line 0 "tot"
  echo XONG. Mở elearn từ menu Start.
) else (
  call :line %CODE% "da cai nhung kiem tra chua dat"
  echo Đã cài, nhưng kiểm tra máy chưa đạt. Xem %LOGS%\%COMPUTERNAME%-kiem-tra.json.
)
exit /b %CODE%

:line
rem One line for each machine and run: day, time, machine, account, exit code, words.
>> "%LOGS%\tong-hop.csv" echo "%DATE%","%TIME%","%COMPUTERNAME%","%USERNAME%",%~1,%2
exit /b 0
