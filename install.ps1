<#
.SYNOPSIS
Sets lorabake up on Windows: finds or brings what it needs, builds it, installs it. Safe to repeat.

.DESCRIPTION
  .\install.ps1                  build, and install the program
  .\install.ps1 -Demo            build, and show the whole job on sample pictures; installs nothing
  .\install.ps1 -Test            build, and run every test; installs nothing
  .\install.ps1 -WithUpstream    install, and make the Python environment of sd-scripts too
  .\install.ps1 -Uninstall       remove what the first form installed

A JDK 25, Maven and Python 3.9+ are used where they are found, else brought: by winget, else (JDK,
Maven) as a download with its checksum verified. Read src/docs/install.md for folders and variables.

.PARAMETER SdScripts
With upstream: adopt this checkout of sd-scripts instead of fetching one.

.PARAMETER Python
With upstream: adopt this python.exe instead of making an environment.

.PARAMETER Torch
With upstream: cpu, cu126, cu128 or cu130 instead of what fits the GPU found.

.PARAMETER Yes
Ask nothing.
#>
[CmdletBinding()]
param(
    [switch] $Demo,
    [switch] $Test,
    [switch] $WithUpstream,
    [switch] $Uninstall,
    [string] $SdScripts = '',
    [string] $Python = '',
    [string] $Torch = '',
    [switch] $Yes
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
# Windows PowerShell 5.1 starts with old TLS versions, and its progress bar slows downloads down.
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
$ProgressPreference = 'SilentlyContinue'

$JavaNeeded = 25
$MavenVersion = '3.9.11'
$MavenLeast = [version] '3.8.6'
$MavenJava = ''
$AdoptiumApi = 'https://api.adoptium.net/v3/assets/latest'
$MavenArchive = 'https://archive.apache.org/dist/maven/maven-3'
$Checkout = $PSScriptRoot
$DataHome = Join-Path $env:LOCALAPPDATA 'lorabake'
$ConfigHome = Join-Path $env:USERPROFILE '.config\lorabake'
$Dist = Join-Path $Checkout 'target\dist'

function Say([string] $Text) { Write-Host "==> $Text" }
function Detail([string] $Text) { Write-Host "    $Text" }

# Every failure says what is wrong, then what to do.
function Stop-Setup([string] $Problem, [string[]] $Help) {
    [Console]::Error.WriteLine("error: $Problem")
    $mark = '  help: '
    foreach ($line in $Help) {
        [Console]::Error.WriteLine("$mark$line")
        $mark = '        '
    }
    exit 2
}

# Asks where somebody is there to answer; goes on without where nobody is.
function Confirm-Step([string] $Question) {
    if ($Yes -or [Console]::IsInputRedirected) { return $true }
    $answer = Read-Host "    $Question [Y/n]"
    return ($answer -eq '' -or $answer -match '^[Yy]')
}

# Runs a program and gives its output; Stop-Setup or an exit code is up to the caller. Windows
# PowerShell would turn each line on standard error into an exception under 'Stop'.
function Invoke-Quietly([string] $File, [string[]] $Words) {
    $before = $ErrorActionPreference
    $ErrorActionPreference = 'Continue'
    try { return (& $File @Words 2>&1 | ForEach-Object { "$_" }) }
    catch { $global:LASTEXITCODE = 127; return "$_" }
    finally { $ErrorActionPreference = $before }
}

# The same with the output shown as it comes.
function Invoke-Shown([string] $File, [string[]] $Words) {
    $before = $ErrorActionPreference
    $ErrorActionPreference = 'Continue'
    try { & $File @Words 2>&1 | ForEach-Object { Write-Host "$_" } }
    catch { $global:LASTEXITCODE = 127; Write-Host "$_" }
    finally { $ErrorActionPreference = $before }
}

# Standard output alone.
function Get-Output([string] $File, [string[]] $Words) {
    $before = $ErrorActionPreference
    $ErrorActionPreference = 'Continue'
    try { & $File @Words 2>$null }
    finally { $ErrorActionPreference = $before }
}

function Find-Program([string] $Name) {
    $command = Get-Command $Name -CommandType Application -ErrorAction SilentlyContinue |
        Select-Object -First 1
    if ($command) { return $command.Source }
    return $null
}

function Write-Text([string] $File, [string] $Text) {
    [IO.File]::WriteAllText($File, $Text, (New-Object Text.UTF8Encoding $false))
}

# Downloads a file and compares its digest with the published one; a wrong file is removed.
function Get-Checked([string] $Url, [string] $File, [string] $Algorithm, [string] $Wanted, [string] $Help) {
    Detail $Url
    Receive-Url $Url $File $Help
    $got = (Get-FileHash -Algorithm $Algorithm -Path $File).Hash
    if (-not $Wanted -or $got -ne $Wanted.Trim()) {
        Remove-Item $File
        Stop-Setup "$Algorithm of $Url is $got, but the published one is $Wanted" @($Help)
    }
    Detail "$Algorithm matches the published one: $got"
}

function Receive-Url([string] $Url, [string] $File, [string] $Help) {
    try {
        Invoke-WebRequest -UseBasicParsing -Uri $Url -OutFile $File
    } catch {
        Remove-Item $File -ErrorAction SilentlyContinue
        Stop-Setup (Get-Reason $Url $_) @("$Help, then run this again")
    }
}

# An answer of the host, or no such host from here: two different things to mend.
function Get-Reason([string] $Url, $Failure) {
    $name = ([Uri] $Url).Host
    $exception = $Failure.Exception
    if ($exception.PSObject.Properties['Response'] -and $exception.Response) {
        return "$name has no $Url, or refuses it ($($exception.Message))"
    }
    return "cannot reach $name (no route in this network, or blocked: $($exception.Message))"
}

function Install-WithWinget([string] $Id) {
    $winget = Find-Program 'winget'
    if (-not $winget) { return $false }
    if (-not (Confirm-Step "Install $Id with winget?")) { return $false }
    Say "Installing $Id with winget"
    Invoke-Shown $winget @('install', '--id', $Id, '--exact', '--silent', '--source', 'winget',
        '--accept-package-agreements', '--accept-source-agreements')
    return ($LASTEXITCODE -eq 0)
}

# ---- Java ----------------------------------------------------------------------------------------

# The major version of the JDK in a folder, 0 where there is none; from its file release.
function Get-JdkVersion([string] $Folder) {
    if (-not $Folder -or -not (Test-Path (Join-Path $Folder 'bin\javac.exe'))) { return 0 }
    $release = Join-Path $Folder 'release'
    if (-not (Test-Path $release)) { return 0 }
    $line = Select-String -Path $release -Pattern '^JAVA_VERSION="(\d+)' | Select-Object -First 1
    if ($line) { return [int] $line.Matches[0].Groups[1].Value }
    return 0
}

function Get-JdkPlaces {
    if ($env:JAVA_HOME) { $env:JAVA_HOME }
    if ($env:JAVA25_HOME) { $env:JAVA25_HOME }
    $java = Find-Program 'java'
    if ($java) { Split-Path (Split-Path $java) }
    Join-Path $DataHome 'jdk'
    foreach ($pattern in @(
            "$env:ProgramFiles\Eclipse Adoptium\jdk-*", "$env:ProgramFiles\Java\jdk-*",
            "$env:ProgramFiles\Microsoft\jdk-*", "$env:ProgramFiles\Zulu\zulu-*",
            "$env:USERPROFILE\.jdks\*", "$env:USERPROFILE\scoop\apps\temurin25-jdk\current")) {
        Get-Item $pattern -ErrorAction SilentlyContinue | ForEach-Object { $_.FullName }
    }
}

function Find-Jdk {
    if ($env:LORABAKE_JAVA) {
        if ((Get-JdkVersion $env:LORABAKE_JAVA) -ge $JavaNeeded) { return $env:LORABAKE_JAVA }
        Stop-Setup "LORABAKE_JAVA names no JDK $JavaNeeded or newer: $env:LORABAKE_JAVA" `
            @("name the folder of a JDK $JavaNeeded, or unset LORABAKE_JAVA")
    }
    $found = @(Get-JdkPlaces | Where-Object { (Get-JdkVersion $_) -ge $JavaNeeded })
    if ($found.Count -eq 0) { return $null }
    return $found[0]
}

function Get-Jdk {
    $jdk = Find-Jdk
    if (-not $jdk) {
        Say "Java: no JDK $JavaNeeded yet"
        if (Install-WithWinget "EclipseAdoptium.Temurin.$JavaNeeded.JDK") { $jdk = Find-Jdk }
    }
    if (-not $jdk) { $jdk = Receive-Jdk }
    Say "Java: JDK $(Get-JdkVersion $jdk) at $jdk"
    return $jdk
}

function Receive-Jdk {
    $help = "install a JDK $JavaNeeded by hand and name it: `$env:JAVA_HOME = 'C:\path\to\jdk-$JavaNeeded'"
    $folder = Join-Path $DataHome 'jdk'
    if (-not (Confirm-Step "Download Eclipse Temurin $JavaNeeded (about 140 MB) into $folder?")) {
        Stop-Setup "no JDK $JavaNeeded" @($help)
    }
    $arch = 'x64'
    if ($env:PROCESSOR_ARCHITECTURE -eq 'ARM64') { $arch = 'aarch64' }
    Say "Downloading Eclipse Temurin $JavaNeeded (windows, $arch)"
    $url = "$AdoptiumApi/$JavaNeeded/hotspot?os=windows&architecture=$arch&image_type=jdk&vendor=eclipse"
    try { $list = @(Invoke-RestMethod -UseBasicParsing -Uri $url) }
    catch { Stop-Setup (Get-Reason $url $_) @("$help, then run this again") }
    if ($list.Count -eq 0) {
        Stop-Setup "Adoptium lists no JDK $JavaNeeded for Windows on $arch" @($help)
    }
    $package = $list[0].binary.package
    $file = Join-Path (New-Folder "$DataHome\download") 'temurin.zip'
    Get-Checked $package.link $file 'SHA256' $package.checksum $help
    Expand-Into $file $folder 'bin\javac.exe'
    return $folder
}

# Unpacks an archive of one folder; the target is whole or absent.
function Expand-Into([string] $File, [string] $Folder, [string] $Proof) {
    $new = "$Folder.new"
    Remove-Item $new, $Folder -Recurse -Force -ErrorAction SilentlyContinue
    Expand-Archive -Path $File -DestinationPath $new
    $top = Get-ChildItem $new -Directory | Select-Object -First 1
    if (-not $top -or -not (Test-Path (Join-Path $top.FullName $Proof))) {
        Stop-Setup "$File does not hold $Proof" @('run this again; if it stays so, install by hand')
    }
    Move-Item $top.FullName $Folder
    Remove-Item $new, $File -Recurse -Force
}

function New-Folder([string] $Folder) {
    New-Item -ItemType Directory -Force -Path $Folder | Out-Null
    return $Folder
}

# ---- Maven and Python ----------------------------------------------------------------------------

# True where a Maven is new enough on the Java that it finds, or else on our JDK; MavenJava keeps it.
function Test-Maven([string] $File, [string] $Jdk) {
    foreach ($try in @($env:JAVA_HOME, $Jdk)) {
        if (-not $try) { continue }
        $script:MavenJava = $try
        $said = (Use-Java $Jdk { Invoke-Quietly $File @('-v') }) -join "`n"
        $java = if ($said -match 'Java version: (\d+)') { [int] $Matches[1] } else { 0 }
        if ($said -match 'Apache Maven (\d+\.\d+\.\d+)' -and [version] $Matches[1] -ge $MavenLeast -and $java -ge 17) {
            return $true
        }
    }
    return $false
}

# Runs a block with the variables that Maven reads; the window that this was started in keeps its own.
function Use-Java([string] $Jdk, [scriptblock] $Block) {
    $before = @($env:JAVA_HOME, $env:JAVA25_HOME)
    $env:JAVA_HOME = $script:MavenJava
    $env:JAVA25_HOME = $Jdk
    try { & $Block }
    finally { $env:JAVA_HOME, $env:JAVA25_HOME = $before }
}

function Get-Maven([string] $Jdk) {
    $help = "install Maven $MavenLeast or newer (the program mvn) so that it is on PATH"
    $own = Join-Path $DataHome 'maven\bin\mvn.cmd'
    foreach ($file in @((Find-Program 'mvn'), $own)) {
        if ($file -and (Test-Path $file) -and (Test-Maven $file $Jdk)) {
            Say "Maven: $file"
            return $file
        }
    }
    Say "Maven: none from $MavenLeast on yet"
    if (-not (Confirm-Step "Download Maven $MavenVersion (9 MB) into $DataHome\maven?")) {
        Stop-Setup 'no Maven' @($help)
    }
    $url = "$MavenArchive/$MavenVersion/binaries/apache-maven-$MavenVersion-bin.zip"
    $file = Join-Path (New-Folder "$DataHome\download") 'maven.zip'
    Receive-Url "$url.sha512" "$file.sum" $help
    $wanted = ((Get-Content "$file.sum" -Raw).Trim() -split '\s+')[0]
    Remove-Item "$file.sum"
    Get-Checked $url $file 'SHA512' $wanted $help
    Expand-Into $file (Join-Path $DataHome 'maven') 'bin\mvn.cmd'
    if (-not (Test-Maven $own $Jdk)) { Stop-Setup "the downloaded Maven does not start: $own" @($help) }
    Say "Maven: $own"
    return $own
}

function Test-Python([string] $File) {
    Invoke-Quietly $File @('-c', 'import sys; sys.exit(sys.version_info < (3, 9))') | Out-Null
    return ($LASTEXITCODE -eq 0)
}

# The py launcher knows every installed Python; the python of the Windows store is only a stub.
function Find-Python {
    foreach ($try in @(@('py', '-3'), @('python'), @('python3'))) {
        $program = Find-Program $try[0]
        if (-not $program) { continue }
        $words = @($try | Select-Object -Skip 1) + @('-c', 'import sys; print(sys.executable)')
        $file = @(Invoke-Quietly $program $words)[-1]
        if ($LASTEXITCODE -eq 0 -and $file -and (Test-Path $file) -and (Test-Python $file)) {
            return $file
        }
    }
    return $null
}

function Get-Python {
    $file = Find-Python
    if (-not $file) {
        Say 'Python: none from 3.9 on yet'
        if (Install-WithWinget 'Python.Python.3.12') {
            $env:PATH += ";$env:LOCALAPPDATA\Programs\Python\Python312;$env:LOCALAPPDATA\Programs\Python\Launcher"
            $file = Find-Python
        }
    }
    if (-not $file) {
        Stop-Setup 'no Python 3.9 or newer was found' `
            @('install Python 3 from python.org (with the py launcher), then run this again')
    }
    Say "Python: $file"
    return $file
}

# ---- Build and install ---------------------------------------------------------------------------

function Invoke-Maven([string] $Maven, [string] $Jdk, [string[]] $Words) {
    Push-Location $Checkout
    try { Use-Java $Jdk { Invoke-Shown $Maven $Words } } finally { Pop-Location }
}

function Build-Dist([string] $Maven, [string] $Jdk) {
    Say "Building $Dist (the first time, Maven downloads libraries)"
    $cache = Join-Path $Dist 'lib\lorabake.aot'
    Remove-Item $cache -ErrorAction SilentlyContinue
    Invoke-Maven $Maven $Jdk @('-q', '-B', '-DskipTests', 'package')
    if ($LASTEXITCODE -ne 0) {
        Stop-Setup 'the build failed' @('Maven says why in the lines above. Where it speaks of a host',
            'that it cannot reach: Maven Central has to be reachable once, or a mirror named in',
            "$env:USERPROFILE\.m2\settings.xml; then run this again")
    }
    Write-Text (Join-Path $Dist 'lib\java-home') "$Jdk`r`n"
    Say 'Recording a start, so that later ones are fast (lib\lorabake.aot)'
    $scratch = New-Folder (Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid()))
    Push-Location $scratch
    try {
        $said = Invoke-Quietly (Join-Path $Jdk 'bin\java.exe') @("@$Dist\lib\java-options",
            "-XX:AOTCacheOutput=$cache", "-Dlorabake.home=$Dist", '-cp', "$Dist\lib\lorabake.jar",
            'dev.lorabake.cli.StartRecording')
    } finally { Pop-Location }
    Remove-Item $scratch -Recurse -Force
    if (-not (Test-Path $cache)) {
        Write-Text (Join-Path $Checkout 'target\aot.log') ($said -join "`r`n")
        Detail "that did not work, and starts stay slower: see $Checkout\target\aot.log"
    }
}

# Every install is a folder of its own, and bin\lorabake.cmd starts the newest: Windows keeps the
# files of a running program, and a training may still be supervised by an older one.
function Install-Dist {
    Say "Installing into $DataHome"
    $stub = Join-Path (New-Folder "$DataHome\bin") 'lorabake.cmd'
    if ((Test-Path $stub) -and -not ((Get-Content $stub -Raw) -match 'rem made by install\.ps1')) {
        Stop-Setup "$stub is there already and was not made by this installer" `
            @('move it away, then run this again')
    }
    $name = Get-Date -Format 'yyyyMMddTHHmmss'
    $target = Join-Path (New-Folder "$DataHome\installed") $name
    $before = @(Get-ChildItem "$DataHome\installed" -Directory | Sort-Object Name)
    Copy-Item $Dist $target -Recurse
    Write-Text $stub "@rem made by install.ps1`r`n@call `"%~dp0..\installed\$name\bin\lorabake.cmd`" %*`r`n"
    # all but the one before; what still runs cannot be removed and stays until the next time
    $before | Select-Object -SkipLast 1 |
        ForEach-Object { Remove-Item $_.FullName -Recurse -Force -ErrorAction SilentlyContinue }
    Invoke-Quietly $stub @('--version') | Out-Null
    if ($LASTEXITCODE -ne 0) {
        Stop-Setup "the installed $stub does not start" @("try it: $stub --version")
    }
    if (($env:PATH -split ';') -contains "$DataHome\bin") {
        Say 'Ready: lorabake --help'
    } else {
        Say "Ready: $stub --help"
        Detail "$DataHome\bin is not on PATH. This adds it for new windows:"
        Write-Host ''
        Write-Host "  [Environment]::SetEnvironmentVariable('Path', [Environment]::GetEnvironmentVariable('Path', 'User') + ';$DataHome\bin', 'User')"
        Write-Host ''
    }
}

function Uninstall-Dist {
    foreach ($part in @('bin', 'installed', 'jdk', 'maven', 'download')) {
        $folder = Join-Path $DataHome $part
        if (Test-Path $folder) {
            Say "Removing $folder"
            Remove-Item $folder -Recurse -Force
        }
    }
    foreach ($kept in @("$DataHome\sd-scripts", "$DataHome\venv", $ConfigHome)) {
        if (Test-Path $kept) { Detail "left alone: $kept" }
    }
}

# ---- Upstream ------------------------------------------------------------------------------------

function Test-Wishes {
    if ($SdScripts) {
        if (-not (Test-Path (Join-Path $SdScripts 'train_network.py'))) {
            Stop-Setup "-SdScripts $SdScripts is no checkout of sd-scripts: no train_network.py in it" `
                @('name the folder that holds train_network.py')
        }
        $script:SdScripts = (Resolve-Path $SdScripts).ProviderPath
    }
    if ($Python) {
        if (-not (Test-Path $Python) -or -not (Test-Python $Python)) {
            Stop-Setup "-Python $Python is no Python 3.9 or newer, or does not start" `
                @("name the python.exe of your environment; try it: $Python --version")
        }
        $script:Python = (Resolve-Path $Python).ProviderPath
    }
}

function Install-Upstream([string] $AnyPython) {
    $folder = $SdScripts
    if ($folder) { Say "sd-scripts: your checkout at $folder" } else { $folder = Get-SdScripts }
    $file = $Python
    if ($file) { Say "Python environment: yours, $file" } else { $file = Get-Environment $AnyPython }
    Say 'Looking at what is there'
    $seen = Join-Path $DataHome 'probe.json'
    Get-Output $file @("$Checkout\python-env\probe.py", '--checkout', $folder) |
        Set-Content -Encoding ASCII $seen
    Get-Content $seen | & $AnyPython "$Checkout\src\install\tell_probe.py"
    if ($LASTEXITCODE -ne 0) {
        Detail 'not ready to train yet: mend what is missing or broken above, then run this again'
    }
    Remove-Item $seen
    Save-Upstream $folder $file
}

# Only the pinned commit; git checks what it gets against that name.
function Get-SdScripts {
    $pinned = Get-Content "$Checkout\python-env\upstream.json" -Raw | ConvertFrom-Json
    $folder = Join-Path $DataHome 'sd-scripts'
    $url = $pinned.repository
    if ($env:LORABAKE_SD_SCRIPTS_URL) { $url = $env:LORABAKE_SD_SCRIPTS_URL }
    if (Test-Path "$folder\.git") {
        if (("$(Invoke-Quietly 'git' @('-C', $folder, 'rev-parse', 'HEAD'))") -eq $pinned.commit) {
            Say "sd-scripts: $($pinned.commit) is at $folder already"
            return $folder
        }
        if (Invoke-Quietly 'git' @('-C', $folder, 'status', '--porcelain')) {
            Stop-Setup "$folder has changes of yours and is not at the pinned commit" `
                @("keep it: -SdScripts $folder; or move it away, then run this again")
        }
    }
    Say "sd-scripts: fetching $($pinned.commit) from $url"
    foreach ($words in @(@('init', '-q', $folder),
            @('-C', $folder, 'fetch', '-q', '--depth', '1', $url, $pinned.commit),
            @('-C', $folder, '-c', 'advice.detachedHead=false', 'checkout', '-q', $pinned.commit))) {
        Invoke-Shown 'git' $words
        if ($LASTEXITCODE -ne 0) {
            Stop-Setup "cannot fetch sd-scripts from $url (no route in this network, blocked, or no such commit)" @(
                'use a checkout that you have: -SdScripts DIR (and -Python FILE for its environment),',
                'or name a mirror in $env:LORABAKE_SD_SCRIPTS_URL; then run this again')
        }
    }
    return $folder
}

# The file that lorabake reads; the one before is kept beside it.
function Save-Upstream([string] $Folder, [string] $File) {
    $target = Join-Path (New-Folder $ConfigHome) 'upstream.toml'
    $text = "# Written by install.ps1 -WithUpstream; lorabake reads it.`n" +
        "sd_scripts = `"$(ConvertTo-Toml $Folder)`"`npython = `"$(ConvertTo-Toml $File)`"`n"
    if (Test-Path $target) {
        if ([IO.File]::ReadAllText($target) -eq $text) {
            Say "Remembered already in $target"
            return
        }
        $backup = "$target.$(Get-Date -Format 'yyyyMMddTHHmmss')"
        Move-Item $target $backup
        Detail "the one before is kept as $backup"
    }
    Write-Text $target $text
    Say "Remembered in $target"
}

function ConvertTo-Toml([string] $Text) {
    return $Text.Replace('\', '\\').Replace('"', '\"')
}

# A virtual environment with the locked requirements and the torch build of this machine.
function Get-Environment([string] $AnyPython) {
    $folder = Join-Path $DataHome 'venv'
    $file = Join-Path $folder 'Scripts\python.exe'
    $build = Get-TorchBuild $AnyPython
    $lock = "$Checkout\python-env\locks\$build.txt"
    $stamp = (Get-Content $lock, "$Checkout\python-env\locks\common.txt") -join "`n"
    $stampFile = Join-Path $folder 'lorabake-lock.txt'
    if ((Test-Path $file) -and (Test-Path $stampFile) -and [IO.File]::ReadAllText($stampFile) -eq $stamp) {
        Say "Python environment: $folder has these requirements already"
        return $file
    }
    if (-not (Confirm-Step "Download the Python packages of sd-scripts with torch ($build) into $folder?")) {
        Stop-Setup 'no Python environment' @('adopt one that you have: -Python FILE')
    }
    if (-not (Test-Path $file)) {
        $base = Find-UpstreamPython $AnyPython
        Say "Making $folder with $base"
        Invoke-Shown $base @('-m', 'venv', $folder)
        if ($LASTEXITCODE -ne 0) {
            Stop-Setup "could not make $folder" @('see the lines above; or adopt an environment: -Python FILE')
        }
    }
    Say "Installing $lock into $folder (several minutes)"
    Invoke-Shown $file @('-m', 'pip', 'install', '--disable-pip-version-check', '-r', $lock)
    if ($LASTEXITCODE -ne 0) {
        Stop-Setup 'the Python packages could not be installed' @(
            'the lines above say why. Where they speak of a host that cannot be reached: the Python',
            'package index and download.pytorch.org are needed once; then run this again, it goes on',
            'where it stopped. Or adopt an environment that you have: -Python FILE')
    }
    Write-Text $stampFile $stamp
    return $file
}

function Get-TorchBuild([string] $AnyPython) {
    $gpus = @()
    if (-not $Torch -and (Find-Program 'nvidia-smi')) {
        $gpus = @(Invoke-Quietly 'nvidia-smi' @('--query-gpu=compute_cap,driver_version,name', '--format=csv,noheader'))
        if ($LASTEXITCODE -ne 0) {
            Stop-Setup "nvidia-smi is here but does not work: $($gpus -join ' ')" @(
                'mend the NVIDIA driver (a restart after an update often does), or say what to install:',
                '-Torch cpu, -Torch cu126, -Torch cu128')
        }
    }
    # a list of its own, since an empty word would be lost on the way in Windows PowerShell
    $words = @("$Checkout\src\install\choose_torch.py", "$Checkout\python-env\torch-wheels.json")
    if ($Torch) { $words += $Torch }
    $before = $ErrorActionPreference
    $ErrorActionPreference = 'Continue'
    $said = @($gpus | & $AnyPython @words 2>&1 | ForEach-Object { "$_" })
    $ErrorActionPreference = $before
    if ($LASTEXITCODE -ne 0) {
        Stop-Setup ($said -join ' ') `
            @('update the NVIDIA driver, or say what to install: -Torch cpu, -Torch cu126, -Torch cu128')
    }
    Say "Torch: the $($said[0]) build ($($said[1]))"
    return $said[0]
}

# Upstream runs on fewer versions of Python than lorabake's own scripts.
function Find-UpstreamPython([string] $AnyPython) {
    $reach = (Get-Content "$Checkout\python-env\upstream.json" -Raw | ConvertFrom-Json).python
    $ask = "import sys; low, high = (tuple(map(int, end.split('.'))) for end in ('$($reach.min)', '$($reach.max)')); " +
        'sys.exit(not low <= sys.version_info[:2] <= high); '
    Invoke-Quietly $AnyPython @('-c', $ask) | Out-Null
    if ($LASTEXITCODE -eq 0) { return $AnyPython }
    foreach ($version in @('3.12', '3.11', '3.10')) {
        $file = @(Invoke-Quietly 'py' @("-$version", '-c', 'import sys; print(sys.executable)'))[-1]
        if ($LASTEXITCODE -eq 0 -and $file -and (Test-Path $file)) { return $file }
    }
    if (Install-WithWinget 'Python.Python.3.12') {
        $file = "$env:LOCALAPPDATA\Programs\Python\Python312\python.exe"
        if (Test-Path $file) { return $file }
    }
    Stop-Setup "sd-scripts runs on Python $($reach.min) to $($reach.max), and none of them was found" `
        @('install one of them from python.org (with the py launcher), then run this again')
}

# ---- The job -------------------------------------------------------------------------------------

if ($SdScripts -or $Python -or $Torch) { $WithUpstream = $true }
if (@($Demo, $Test, $Uninstall, $WithUpstream | Where-Object { $_ }).Count -gt 1) {
    Stop-Setup '-Demo, -Test, -Uninstall and -WithUpstream do not go together' @('run one, then the other')
}
if ($Uninstall) {
    Uninstall-Dist
    exit 0
}
if ($WithUpstream) { Test-Wishes }
New-Folder $DataHome | Out-Null
$jdk = Get-Jdk
$maven = Get-Maven $jdk
$anyPython = Get-Python
if ($Test) {
    Say 'Running every test: mvn -B verify'
    Invoke-Maven $maven $jdk @('-B', 'verify')
    exit $LASTEXITCODE
}
Build-Dist $maven $jdk
if ($Demo) {
    Say "Running $Dist\bin\lorabake demo"
    & (Join-Path $Dist 'bin\lorabake.cmd') demo --python $anyPython
    exit $LASTEXITCODE
}
Install-Dist
if ($WithUpstream) { Install-Upstream $anyPython }
