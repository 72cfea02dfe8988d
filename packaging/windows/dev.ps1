# The Windows twin of the Makefile: packaging\windows\dev.ps1 run | test | setup | check
param([Parameter(Mandatory = $true)][ValidateSet("setup", "run", "test", "check")][string]$Target)
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")

function Invoke-Checked {
    & $args[0] @($args | Select-Object -Skip 1)
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

$python = if (Get-Command py -ErrorAction SilentlyContinue) { @("py", "-3") } else { @("python") }
Invoke-Checked @python "tools\setup.py"
$venv = ".venv\Scripts\python.exe"
switch ($Target) {
    "run" { Invoke-Checked $venv "main.py" }
    "test" { Invoke-Checked $venv "-m" "pytest" "-q" }
    "check" {
        Invoke-Checked $venv "-m" "ruff" "format" "--check" "."
        Invoke-Checked $venv "-m" "ruff" "check" "."
        Invoke-Checked $venv "-m" "mypy"
        Invoke-Checked ".venv\Scripts\lint-imports.exe"
    }
}
