# SPDX-License-Identifier: MIT
# Writes the manifest of each module anew, with the functions that it exports: PowerShell loads a module by itself only for
# names that stand in its manifest. Run against a lab: fblab exec --with-admin -- pwsh -File write_manifests.ps1

param([string] $Folder = $PSScriptRoot)

$about = [ordered]@{
    FblabLab = 'What speaks to a lab of fblab.'
    ExchangeManagementShell = 'The management shell of the premises, on a lab.'
    ExchangeOnlineManagement = 'Exchange Online PowerShell, on a lab.'
    ActiveDirectory = 'The directory of the premises, on a lab.'
    ADSync = 'The directory synchronisation server, on a lab.'
    WebAdministration = 'Application pools of the Exchange server, on a lab.'
    MSOnline = 'The directory of the tenant as MSOnline names it, on a lab.'
    AzureAD = 'The directory of the tenant as Azure AD PowerShell names it, on a lab.'
    'Microsoft.Graph' = 'The directory of the tenant as Microsoft Graph names it, on a lab.'
}
# Parts of Microsoft Graph that scripts ask for by name: all are the one module.
$parts = 'Microsoft.Graph.Authentication', 'Microsoft.Graph.Applications', 'Microsoft.Graph.Users'

function Write-Manifest([string] $name, [string] $root, [string] $says, [string[]] $functions) {
    $list = ($functions | Sort-Object -Unique | ForEach-Object { "        '$_'" }) -join "`n"
    $guid = [guid][System.Security.Cryptography.MD5]::HashData([System.Text.Encoding]::UTF8.GetBytes("fblab $name"))
    New-Item -ItemType Directory -Force (Join-Path $Folder $name) | Out-Null
    [System.IO.File]::WriteAllText((Join-Path $Folder "$name/$name.psd1"), @"
# SPDX-License-Identifier: MIT
# Written by write_manifests.ps1.
@{
    RootModule = '$root'
    ModuleVersion = '3.9.0'
    GUID = '$guid'
    Author = 'fblab'
    Description = '$says'
    FunctionsToExport = @(
$list
    )
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}

"@)
}

foreach ($name in $about.Keys) {
    $module = Import-Module (Join-Path $Folder "$name/$name.psm1") -PassThru -Force -DisableNameChecking
    $functions = $module.ExportedFunctions.Keys
    Write-Manifest $name "$name.psm1" $about[$name] $functions
}
foreach ($name in $parts) {
    Write-Manifest $name '../Microsoft.Graph/Microsoft.Graph.psm1' $about['Microsoft.Graph'] $functions
}
