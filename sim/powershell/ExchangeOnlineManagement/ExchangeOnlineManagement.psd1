# SPDX-License-Identifier: MIT
# Written by write_manifests.ps1.
@{
    RootModule = 'ExchangeOnlineManagement.psm1'
    ModuleVersion = '3.9.0'
    GUID = '3e57f48c-16e8-09f2-66af-8d3166a8d331'
    Author = 'fblab'
    Description = 'Exchange Online PowerShell, on a lab.'
    FunctionsToExport = @(
        'Connect-ExchangeOnline'
        'Disconnect-ExchangeOnline'
        'Get-ConnectionInformation'
        'Get-EXOCASMailbox'
        'Get-EXOMailbox'
        'Get-EXOMailboxFolderPermission'
        'Get-EXORecipient'
    )
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
