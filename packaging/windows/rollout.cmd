@echo off
rem Installs elearn on one machine after another from one stick: plug it in, double-click this file, wait for "XONG".
rem Beside it on the stick: one elearn-...-setup.exe and, if there is one, don-vi.giao.
rem Log: nhat-ky\tong-hop.csv (one line per machine and run), nhat-ky\MACHINE-cai-dat.txt, nhat-ky\MACHINE-kiem-tra.json.
rem Switches: /ALLUSERS  for everybody (as administrator);  /SHARED  one place of records for all accounts;  /NOPAUSE  for scripts.
rem Exit codes: those of the installer (0 to 7), then of doctor (0, 1, 2); 20 no installer here, 21 more than one.
rem No delayed expansion, since a "!" in a path would be lost; no brackets around paths, since a ")" in one would end them.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
set "HERE=%~dp0"
set "WHO=/CURRENTUSER"
set "ROOT=HKCU"
set "SHARED="
set "WAIT=1"
:arguments
if "%~1"=="" goto logs
if /i "%~1"=="/ALLUSERS" set "WHO=/ALLUSERS"
if /i "%~1"=="/ALLUSERS" set "ROOT=HKLM"
if /i "%~1"=="/SHARED" set "SHARED=1"
if /i "%~1"=="/NOPAUSE" set "WAIT="
shift
goto arguments

:logs
set "LOGS=%HERE%nhat-ky"
if not exist "%LOGS%\" mkdir "%LOGS%" 2>nul
call :touch "%LOGS%\thu-%COMPUTERNAME%.tmp" 2>nul
if exist "%LOGS%\thu-%COMPUTERNAME%.tmp" goto writable
set "LOGS=%TEMP%\elearn-nhat-ky"
if not exist "%LOGS%\" mkdir "%LOGS%" 2>nul
echo USB đang khóa ghi: nhật ký được để ở "%LOGS%".
:writable
del "%LOGS%\thu-%COMPUTERNAME%.tmp" 2>nul
set "CSV=%LOGS%\tong-hop.csv"
set "LOG=%LOGS%\%COMPUTERNAME%-cai-dat.txt"
set "CHECK=%LOGS%\%COMPUTERNAME%-kiem-tra.json"
if not exist "%CSV%" >"%CSV%" echo ﻿"Ngày","Giờ","Máy","Tài khoản","Mã","Kết quả"

set "SETUP="
set "MORE="
for /f "delims=" %%F in ('dir /b /a-d "%HERE%elearn-*-setup.exe" 2^>nul') do call :found "%%F"
if not defined SETUP goto none
if defined MORE goto many

set "GIAO="
if exist "%HERE%don-vi.giao" set GIAO=/ASSIGNMENT="%HERE%don-vi.giao"
set "DATA="
if defined SHARED set DATA=/DATA="%ProgramData%\elearn"
echo Đang cài trên máy %COMPUTERNAME%, xin đợi...
rem In a batch file cmd waits for a program with windows, too.
"%HERE%%SETUP%" /S %WHO% %DATA% %GIAO% /LOG="%LOG%"
set "CODE=%ERRORLEVEL%"
if not "%CODE%"=="0" goto failed

rem Where the installer has put it: the folder of an earlier version stays the folder of the next.
set "WHERE="
for /f "tokens=2,*" %%A in ('reg query "%ROOT%\Software\elearn" /v Folder /reg:64 2^>nul') do set "WHERE=%%B"
if not defined WHERE goto lost
call "%WHERE%\elearn-cli.cmd" doctor --json >"%CHECK%" 2>>"%CHECK%.txt"
set "CODE=%ERRORLEVEL%"
for %%F in ("%CHECK%.txt") do if "%%~zF"=="0" del "%%~F"
if not "%CODE%"=="0" goto unwell
call :line 0 "tốt"
echo XONG. Mở elearn từ menu Start.
goto end

:none
call :line 20 "không có bộ cài cạnh rollout.cmd"
echo Không thấy tệp elearn-...-setup.exe cạnh tệp này. Chưa có gì được cài.
set "CODE=20"
goto end
:many
call :line 21 "có nhiều bộ cài cạnh rollout.cmd"
echo Có nhiều tệp elearn-...-setup.exe cạnh tệp này. Chưa có gì được cài. Hãy để lại một tệp rồi chạy lại.
set "CODE=21"
goto end
:failed
call :line %CODE% "không cài được"
echo Chưa cài được trên máy này, mã %CODE%. Lý do ghi ở "%LOG%".
goto end
:lost
call :line 2 "đã cài nhưng không thấy nơi cài"
echo Bộ cài báo xong nhưng không thấy nơi cài. Lý do ghi ở "%LOG%".
set "CODE=2"
goto end
:unwell
call :line %CODE% "đã cài nhưng kiểm tra chưa đạt"
echo Đã cài, nhưng kiểm tra máy chưa đạt. Việc cần làm ghi ở "%CHECK%".
:end
if not defined WAIT exit /b %CODE%
echo Bấm một phím bất kỳ để đóng.
pause >nul
exit /b %CODE%

:touch
>%1 echo thu
exit /b 0

:found
if defined SETUP set "MORE=1"
set "SETUP=%~1"
exit /b 0

:line
rem One line for each machine and run: day, time, machine, account, exit code, words.
>>"%CSV%" echo "%DATE%","%TIME%","%COMPUTERNAME%","%USERNAME%","%~1",%2
exit /b 0
