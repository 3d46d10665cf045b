# SPDX-License-Identifier: MIT
# Written by write_manifests.ps1.
@{
    RootModule = 'ActiveDirectory.psm1'
    ModuleVersion = '3.9.0'
    GUID = 'bb78e3dd-10cf-48a1-235f-cf970c66f1e0'
    Author = 'fblab'
    Description = 'The directory of the premises, on a lab.'
    FunctionsToExport = @(
        'Get-ADDomain'
        'Get-ADForest'
        'Get-ADObject'
        'Get-ADUser'
        'New-ADUser'
        'Remove-ADUser'
    )
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
