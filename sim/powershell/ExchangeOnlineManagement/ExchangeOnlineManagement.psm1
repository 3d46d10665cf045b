# SPDX-License-Identifier: MIT
# Exchange Online PowerShell: Connect-ExchangeOnline makes the functions, with a prefix where one is asked for.

Import-Module FblabLab -Global

# What the servers of the premises have and Exchange Online has not.
$script:lacking = 'ADUser', 'ADObject', 'ADDomain', 'ADForest', 'ADServerSettings', 'AuthConfig', 'ClientAccessServer', 'ClientAccessService',
'ExchangeCertificate', 'ExchangeServer', 'FederationTrustCertificate', 'HybridApplication', 'HybridConfiguration', 'RemoteMailbox',
'ServerComponentState', 'SettingOverride', 'WebServicesVirtualDirectory', 'AutodiscoverVirtualDirectory', 'MapiVirtualDirectory',
'OABVirtualDirectory', 'SendConnector', 'ReceiveConnector', 'ServiceHealth'

function Get-OnlineName([string[]] $Wanted) {
    (Get-LabCmdlet exo | Where-Object { 'onprem' -in $_.at -or 'exo' -in $_.at } | Where-Object {
        $_.noun -notin $script:lacking -and (-not $Wanted -or $_.name -in $Wanted)
    }).name
}

$script:connections = [System.Collections.ArrayList]::new()

<#
.SYNOPSIS
Makes the cmdlets of Exchange Online, of the tenant of the lab. Nobody is asked for a password.
#>
function Connect-ExchangeOnline {
    [CmdletBinding()]
    param(
        [string] $UserPrincipalName, [string] $Prefix = '', [string[]] $CommandName = @(), [pscredential] $Credential,
        [string] $Organization, [string] $AppId, [string] $CertificateThumbprint, [string] $DelegatedOrganization,
        [string] $ExchangeEnvironmentName, [string] $ConnectionUri, [switch] $Device, [switch] $ManagedIdentity, [object] $ShowBanner,
        [object] $ShowProgress, [switch] $UseRPSSession, [switch] $SkipLoadingFormatData, [switch] $SkipLoadingCmdletHelp,
        [switch] $DisableWAM, [switch] $LoadCmdletHelp
    )
    $name = 'tmpEXO_' + [guid]::NewGuid().ToString('N').Substring(0, 8)
    $wanted = $CommandName -replace ('^(\w+-)' + [regex]::Escape($Prefix)), '$1'
    $text = Get-LabFunctions -Place exo -Name (Get-OnlineName $wanted)
    $module = New-Module -Name $name -ScriptBlock ([scriptblock]::Create($text))
    Import-Module $module -Global -DisableNameChecking -Prefix $Prefix
    [void]$script:connections.Add([pscustomobject]@{
            ConnectionId = [guid]::NewGuid(); State = 'Connected'; Id = $script:connections.Count + 1
            Name = "ExchangeOnline_$($script:connections.Count + 1)"; UserPrincipalName = $UserPrincipalName ? $UserPrincipalName : 'admin@contoso.com'
            ConnectionUri = 'https://outlook.office365.com'; Organization = 'contoso.onmicrosoft.com'
            TenantID = '7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31'; ModuleName = $name; ModulePrefix = $Prefix; TokenStatus = 'Active'
            ConnectionUsedForInbuiltCmdlets = $true; IsEopSession = $false
        })
}

<#
.SYNOPSIS
The connections that Connect-ExchangeOnline has made.
#>
function Get-ConnectionInformation {
    [CmdletBinding()]
    param([string[]] $ConnectionId, [string[]] $ModulePrefix)
    $script:connections | Where-Object {
        (-not $ConnectionId -or "$($_.ConnectionId)" -in $ConnectionId) -and (-not $ModulePrefix -or $_.ModulePrefix -in $ModulePrefix)
    }
}

<#
.SYNOPSIS
Ends the connections, and takes their cmdlets away.
#>
function Disconnect-ExchangeOnline {
    [CmdletBinding(SupportsShouldProcess)]
    param([string[]] $ConnectionId, [string[]] $ModulePrefix)
    foreach ($connection in @(Get-ConnectionInformation -ConnectionId $ConnectionId -ModulePrefix $ModulePrefix)) {
        if ($PSCmdlet.ShouldProcess($connection.Name)) {
            Remove-Module $connection.ModuleName -Force
            $script:connections.Remove($connection)
        }
    }
}

# What the module has without a connection's functions: the same objects as the cmdlets without EXO.
foreach ($noun in 'Mailbox', 'CASMailbox', 'Recipient', 'MailboxFolderPermission') {
    $text = Get-LabFunctions -Place exo -Name "Get-$noun"
    . ([scriptblock]::Create(($text -replace "^function Get-$noun", "function Get-EXO$noun")))
}

Export-ModuleMember -Function Connect-ExchangeOnline, Disconnect-ExchangeOnline, Get-ConnectionInformation, Get-EXO*
