@echo off
rem Starts Sightglass from its own folder.
rem
rem SIGHTGLASS_JAVA_HOME   the Java to use, instead of the package's own or else the first one found that is 25 or newer
rem SIGHTGLASS_JAVA_OPTS   options for that Java, such as -Xmx4g
setlocal EnableExtensions DisableDelayedExpansion

for %%i in ("%~dp0..") do set "APP=%%~fi"

set "FOUND="
if defined SIGHTGLASS_JAVA_HOME (
    call :try "%SIGHTGLASS_JAVA_HOME%"
    goto checked
)
call :try "%APP%\..\runtime"
if not defined FOUND if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined FOUND for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*") do if not defined FOUND call :try "%%~d"
if not defined FOUND for /f "delims=" %%j in ('where java 2^>nul') do if not defined FOUND call :try "%%~dpj.."

:checked
if not defined FOUND (
    if defined SIGHTGLASS_JAVA_HOME (
        echo SIGHTGLASS_JAVA_HOME is %SIGHTGLASS_JAVA_HOME%, where there is no Java 25 or newer; set it to the folder that holds bin\java.exe of one. 1>&2
    ) else (
        echo Sightglass needs Java 25 or newer and found none; install one ^(adoptium.net has it^) or set SIGHTGLASS_JAVA_HOME to its folder. 1>&2
    )
    exit /b 2
)

rem A short command is over before a second compiler would pay; a window or a tail runs for long.
set "SPEED="
for %%c in (topics decode diff playground snapshot help --help --version -h -V) do if "%~1"=="%%c" set "SPEED=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

"%FOUND%\bin\java.exe" ^
    -Xshare:auto %SPEED% ^
    -p "%APP%\javafx" ^
    --add-modules javafx.controls,javafx.swing ^
    --enable-native-access=javafx.graphics,ALL-UNNAMED ^
    --sun-misc-unsafe-memory-access=allow ^
    "-Dsightglass.protoc=%APP%\protoc\protoc.exe" ^
    "-Dsightglass.samples=%APP%\sample-schemas" ^
    -Dorg.apache.avro.limits.bytes.maxLength=67108864 ^
    -Dorg.apache.avro.limits.string.maxLength=67108864 ^
    -Dorg.apache.avro.limits.collectionItems.maxLength=1000000 ^
    %SIGHTGLASS_JAVA_OPTS% ^
    -cp "%APP%\lib\*" ^
    io.sightglass.Main %*
exit /b %ERRORLEVEL%

rem Sets FOUND where a folder holds a Java of version 25 or newer: its release file says.
:try
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==. " %%v in ('findstr /b "JAVA_VERSION=" "%~1\release"') do call :newer "%~1" %%~v
exit /b 0

:newer
set "MAJOR=%~2"
if %MAJOR% GEQ 25 set "FOUND=%~1"
exit /b 0
