# Installs jogan @VERSION@ for this user: powershell -File install.ps1 [-To FOLDER]. JOGAN_FROM names
# another place of the archive. Windows 10 (1803) and later have the `tar` that it needs.
param([string]$To = (Join-Path $env:LOCALAPPDATA 'Programs\jogan'))
$ErrorActionPreference = 'Stop'
$version = '@VERSION@'
$from = if ($env:JOGAN_FROM) { $env:JOGAN_FROM } else { "@REPOSITORY@/releases/download/v$version" }

if (-not [Environment]::Is64BitOperatingSystem) { throw 'jogan was not installed: there is no archive for this system' }
$name = "jogan-$version-x86_64-pc-windows-gnu"
$work = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
New-Item -ItemType Directory $work | Out-Null
try {
    foreach ($file in "$name.tar.gz", "$name.tar.gz.sha256") {
        Invoke-WebRequest -UseBasicParsing "$from/$file" -OutFile (Join-Path $work $file)
    }
    $archive = Join-Path $work "$name.tar.gz"
    $wanted = ((Get-Content "$archive.sha256") -split ' ')[0]
    if ((Get-FileHash -Algorithm SHA256 $archive).Hash -ne $wanted) {
        throw "jogan was not installed: $name.tar.gz is not what was released (its SHA-256 differs)"
    }
    tar -xzf $archive -C $work
    if ($LASTEXITCODE -ne 0) { throw "jogan was not installed: $name.tar.gz cannot be unpacked" }
    New-Item -ItemType Directory -Force $To | Out-Null
    # A program that runs can be renamed and not replaced.
    $program = Join-Path $To 'jogan.exe'
    if (Test-Path $program) { Move-Item -Force $program "$program.old" }
    Copy-Item (Join-Path $work "$name\jogan.exe") $program
} finally {
    Remove-Item -Recurse -Force $work
}
Write-Output "jogan $version is in $To"
if (($env:Path -split ';') -notcontains $To) {
    Write-Output "put it on your path: [Environment]::SetEnvironmentVariable('Path', `"`$env:Path;$To`", 'User')"
}
