@echo off
rem UNTESTED on Windows: written beside ./mesher, which is what the tests run. Reports are welcome.
rem Finds a JDK 25 or later, builds app\target\mesher.jar when it is missing, and starts it. It does not see changed
rem sources (delete the jar, or run mvn package) and makes no start-up cache.
setlocal enabledelayedexpansion
set "home=%~dp0"
set "jdk="
if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined jdk for %%p in (java.exe) do if not "%%~$PATH:p"=="" call :try "%%~dp$PATH:p.."
for %%b in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%USERPROFILE%\.jdks") do (
    if not defined jdk for /d %%d in ("%%~b\*") do if not defined jdk call :try "%%d"
)
if not defined jdk (
    echo mesher: no JDK 25 or later in JAVA_HOME, on the PATH or in the usual folders: install one or set JAVA_HOME 1>&2
    exit /b 78
)
set "jar=%home%app\target\mesher.jar"
if not exist "%jar%" (
    where mvn >nul 2>nul || (
        echo mesher: no mvn on the PATH: install Apache Maven 3.8.1 or later 1>&2
        exit /b 78
    )
    echo mesher: building 1>&2
    set "JAVA_HOME=!jdk!"
    pushd "%home%"
    call mvn -B -q -pl app -am -Dmaven.test.skip=true -Dspotless.check.skip=true package 1>&2
    if errorlevel 1 (
        popd
        del /q "%jar%" 2>nul
        echo mesher: the build failed; nothing was started 1>&2
        exit /b 1
    )
    popd
)
"%jdk%\bin\java.exe" -XX:+UseSerialGC -Xmx40m -Xmn4m -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData -XX:C1MaxInlineSize=70 -XX:C1MaxInlineLevel=15 %MESHER_JAVA_OPTS% -jar "%jar%" %*
exit /b %errorlevel%

:try
rem Takes the JDK in %1 when its release file says 25 or later.
if not exist "%~1\release" exit /b
if not exist "%~1\bin\javac.exe" exit /b
for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
    for /f "tokens=1 delims=.-+" %%m in ("%%~v") do if %%m geq 25 set "jdk=%~1"
)
exit /b
