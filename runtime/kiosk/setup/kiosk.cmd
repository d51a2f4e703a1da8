@echo off
rem Windows: starts the kiosk, and starts it again when it ends, until an operator says Quit. See other-systems.md.
set DIORAMA_SUPERVISED=1
:again
"C:\Diorama\venv\Scripts\diorama.exe" kiosk "C:\Diorama\kiosk.toml"
if %ERRORLEVEL% EQU 3 exit /b 0
timeout /t 2 /nobreak >nul
goto again
