@echo off
rem Starts lorabake on Windows; bin/lorabake is the same for POSIX shells.
rem Java: LORABAKE_JAVA, else what install.ps1 wrote to lib\java-home, else JAVA_HOME, PATH and the
rem usual folders. More options for the JVM: LORABAKE_JAVA_OPTS.
setlocal EnableExtensions DisableDelayedExpansion
for %%I in ("%~dp0..") do set "dist=%%~fI"
if not exist "%dist%\lib\lorabake.jar" goto incomplete

set "java_found="
if not defined LORABAKE_JAVA goto search
call :take "%LORABAKE_JAVA%"
if defined java_found goto start
>&2 echo error: LORABAKE_JAVA names no Java 25 or newer: %LORABAKE_JAVA%
>&2 echo   help: name the folder of a JDK 25, or unset LORABAKE_JAVA
exit /b 2

:search
if exist "%dist%\lib\java-home" set /p java_found=<"%dist%\lib\java-home"
if not defined java_found goto elsewhere
if exist "%java_found%\bin\java.exe" goto start
set "java_found="

:elsewhere
if defined JAVA_HOME call :take "%JAVA_HOME%"
for %%J in (java.exe) do set "on_path=%%~dp$PATH:J"
if defined on_path call :take "%on_path%.."
for /d %%D in (
  "%LOCALAPPDATA%\lorabake\jdk*"
  "%ProgramFiles%\Eclipse Adoptium\jdk-*"
  "%ProgramFiles%\Java\jdk-*"
  "%ProgramFiles%\Microsoft\jdk-*"
  "%ProgramFiles%\Zulu\zulu-*"
  "%USERPROFILE%\.jdks\*"
  "%USERPROFILE%\scoop\apps\temurin25-jdk\current*"
) do call :take "%%~D"
if defined java_found goto start
>&2 echo error: no Java 25 or newer was found (JAVA_HOME, PATH and the usual folders)
>&2 echo   help: set JAVA_HOME to a JDK 25, or run install.ps1 in the checkout, which brings one
exit /b 2

:incomplete
>&2 echo error: this lorabake is not complete: %dist%\lib\lorabake.jar is missing
>&2 echo   help: build it with install.ps1 in the checkout, and start target\dist\bin\lorabake.cmd
exit /b 2

:start
set "cache="
if exist "%dist%\lib\lorabake.aot" set cache="-XX:AOTCache=%dist%\lib\lorabake.aot"
"%java_found%\bin\java.exe" "@%dist%\lib\java-options" %LORABAKE_JAVA_OPTS% %cache% "-Dlorabake.home=%dist%" -cp "%dist%\lib\lorabake.jar" dev.lorabake.cli.Main %*
exit /b %ERRORLEVEL%

rem :take HOME sets java_found where none was found yet and HOME holds a Java that is new enough
rem (not java_home: a name in another case is the same variable). The version is read from the file
rem release, since a start of java costs more than all the rest.
:take
if defined java_found exit /b 0
if not exist "%~f1\bin\java.exe" exit /b 0
if not exist "%~f1\release" exit /b 0
set "major=0"
for /f "usebackq tokens=1,2 delims==" %%K in ("%~f1\release") do if "%%K"=="JAVA_VERSION" for /f "delims=.+-" %%M in ("%%~L") do set "major=%%M"
if %major% GEQ 25 set "java_found=%~f1"
exit /b 0
