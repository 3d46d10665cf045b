# SPDX-License-Identifier: MIT
# The directory of the tenant as Microsoft Graph PowerShell names it: what the catalogue and diagnostic scripts use of it.

Import-Module FblabLab -Global

. ([scriptblock]::Create((Get-LabFunctions -Place graph)))

$script:context = $null

<#
.SYNOPSIS
Nobody is asked for a password.
#>
function Connect-MgGraph {
    [CmdletBinding()]
    param([string[]] $Scopes, [string] $TenantId, [string] $ClientId, [string] $CertificateThumbprint, [switch] $NoWelcome,
        [string] $Environment, [switch] $UseDeviceCode)
    $script:context = [pscustomobject]@{
        TenantId = '7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31'; Account = 'admin@contoso.com'; Scopes = $Scopes; AuthType = 'Delegated'
        Environment = 'Global'
    }
    if (-not $NoWelcome) { 'Welcome to Microsoft Graph!' }
}

function Get-MgContext { [CmdletBinding()] param() $script:context }

function Disconnect-MgGraph { [CmdletBinding()] param() $script:context = $null }

# "AppId eq '0000...'" and "userPrincipalName eq 'ann@contoso.com'": what is equal to what.
function Test-MgFilter([object] $object, [string] $filter) {
    if (-not $filter) { return $true }
    if ($filter -notmatch "^\s*(\w+)\s+eq\s+'([^']*)'\s*$") {
        throw "The filter ""$filter"" cannot be read: the lab knows one comparison, Property eq 'value'."
    }
    return "$($object.($Matches[1]))" -eq $Matches[2]
}

function ConvertTo-MgKey([object] $credential) {
    [pscustomobject]@{
        KeyId = $credential.KeyId; DisplayName = 'CN=Microsoft Exchange Server Auth Certificate'
        CustomKeyIdentifier = [System.Convert]::FromHexString("$($credential.KeyId)"); Key = $null
        StartDateTime = $credential.StartDate; EndDateTime = $credential.EndDate; Type = 'AsymmetricX509Cert'; Usage = 'Verify'
    }
}

function ConvertTo-MgPrincipal([object] $principal) {
    [pscustomobject]@{
        Id = "$($principal.ObjectId)"; AppId = "$($principal.AppPrincipalId)"; DisplayName = $principal.DisplayName; AccountEnabled = $true
        ServicePrincipalNames = @($principal.ServicePrincipalNames)
        KeyCredentials = @(Get-MsolServicePrincipalCredential -ServicePrincipalName $principal.AppPrincipalId | ForEach-Object { ConvertTo-MgKey $_ })
    }
}

<#
.SYNOPSIS
An application's account in the tenant, with the certificates that it may sign with.
#>
function Get-MgServicePrincipal {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [string] $ServicePrincipalId, [string] $Filter, [switch] $All, [string[]] $Property, [string] $ConsistencyLevel)
    Get-MsolServicePrincipal | ForEach-Object { ConvertTo-MgPrincipal $_ } |
        Where-Object { (-not $ServicePrincipalId -or $_.Id -eq $ServicePrincipalId) -and (Test-MgFilter $_ $Filter) }
}

<#
.SYNOPSIS
Applications that the tenant has registered itself.
#>
function Get-MgApplication {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [string] $ApplicationId, [string] $Filter, [switch] $All, [string[]] $Property)
    Get-MgServicePrincipal | Where-Object { $_.AppId -notlike '*-0000-0ff1-ce00-000000000000' } |
        Where-Object { (-not $ApplicationId -or $_.Id -eq $ApplicationId) -and (Test-MgFilter $_ $Filter) }
}

<#
.SYNOPSIS
Changes an application's names, or the certificates that it may sign with.
#>
function Update-MgServicePrincipal {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory, Position = 0)] [string] $ServicePrincipalId, [string[]] $ServicePrincipalNames, [object[]] $KeyCredentials)
    $principal = Get-MgServicePrincipal $ServicePrincipalId
    if (-not $principal) { Write-Error "Resource '$ServicePrincipalId' does not exist."; return }
    if (-not $PSCmdlet.ShouldProcess($principal.DisplayName)) { return }
    if ($ServicePrincipalNames) { Set-MsolServicePrincipal $principal.AppId -ServicePrincipalNames $ServicePrincipalNames }
    foreach ($key in $KeyCredentials) {
        if ($key.Key) { New-MsolServicePrincipalCredential -ServicePrincipalName $principal.AppId -Value ([System.Convert]::ToBase64String($key.Key)) | Out-Null }
    }
}

function ConvertTo-MgUser([object] $user) {
    [pscustomobject]@{
        Id = "$($user.UserPrincipalName)"; UserPrincipalName = $user.UserPrincipalName; AccountEnabled = "$($user.State)" -eq 'Enabled'
        Mail = "$(@($user.ProxyAddresses)[0])" -replace '^SMTP:'; ProxyAddresses = @($user.ProxyAddresses | ForEach-Object { "$_" })
        OnPremisesImmutableId = $user.ImmutableId
    }
}

<#
.SYNOPSIS
A user as the directory of the tenant keeps him.
#>
function Get-MgUser {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [string] $UserId, [string] $Filter, [switch] $All, [string[]] $Property)
    Get-MsolUser | ForEach-Object { ConvertTo-MgUser $_ } |
        Where-Object { (-not $UserId -or $_.UserPrincipalName -eq $UserId) -and (Test-MgFilter $_ $Filter) }
}

<#
.SYNOPSIS
Gives a user another name to log on with, or another policy of passwords.
#>
function Update-MgUser {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory, Position = 0)] [string] $UserId, [string] $UserPrincipalName, [string] $PasswordPolicies)
    if (-not $PSCmdlet.ShouldProcess($UserId)) { return }
    if ($PasswordPolicies) { Set-AzureADUser -ObjectId $UserId -PasswordPolicies $PasswordPolicies }
    if ($UserPrincipalName) { Set-AzureADUser -ObjectId $UserId -UserPrincipalName $UserPrincipalName }
}

<#
.SYNOPSIS
Gives a user another password.
#>
function Reset-MgUserAuthenticationMethodPassword {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory, Position = 0)] [string] $UserId, [string] $AuthenticationMethodId, [object] $NewPassword)
    if ($PSCmdlet.ShouldProcess($UserId)) { Set-MsolUserPassword -UserPrincipalName $UserId -NewPassword 'new' }
}

Export-ModuleMember -Function *-Mg*
