# SPDX-License-Identifier: MIT
# Written by write_manifests.ps1.
@{
    RootModule = 'FblabLab.psm1'
    ModuleVersion = '3.9.0'
    GUID = 'da4cb3ad-18a8-3d00-3dcf-5c51a7abba3c'
    Author = 'fblab'
    Description = 'What speaks to a lab of fblab.'
    FunctionsToExport = @(
        'Get-LabCmdlet'
        'Get-LabFunctions'
        'Invoke-LabCmdlet'
    )
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
