# SPDX-License-Identifier: MIT
# What speaks to a lab: address and token from the file that FBLAB_READY_FILE names, functions made of GET /cmdlets, objects of
# what POST /commands answers. The modules beside this one say which functions they want and from which place of the lab.

using namespace System.Collections
using namespace System.Net.Http

Set-StrictMode -Version 3.0

# A value of a type that only Exchange has: prints, compares and converts as its text; its members are added to it.
class LabValue : System.IComparable {
    hidden [string] $LabText

    LabValue([string] $text) { $this.LabText = $text }
    [string] ToString() { return $this.LabText }
    [bool] Equals([object] $other) { return $null -ne $other -and $this.LabText -eq [string]$other }
    [int] GetHashCode() { return $this.LabText.ToLowerInvariant().GetHashCode() }
    [int] CompareTo([object] $other) { return [string]::Compare($this.LabText, [string]$other, $true) }
}

# As Exchange's multi-valued properties: Export-Csv writes what stands in it.
class LabList : ArrayList {
    [string] ToString() { return $this -join ' ' }
}

$script:client = $null
$script:description = $null

# PowerShell brings these itself.
$script:common = 'WhatIf', 'Confirm', 'ErrorAction', 'WarningAction', 'Verbose', 'Debug'

# ---- the lab ----

function Get-LabAddress {
    if (-not $env:FBLAB_READY_FILE) {
        throw 'No lab is known: start PowerShell by "fblab pwsh", or set FBLAB_READY_FILE to the ready file or tool file of a lab.'
    }
    try { $file = Get-LabText $env:FBLAB_READY_FILE | ConvertFrom-Json -AsHashtable }
    catch { throw "The lab of $env:FBLAB_READY_FILE is gone, or the file cannot be read: start a lab anew." }
    if ($file.Contains('shell')) { return $file.shell }
    return @{ url = $file.admin; token = $file.admin_token }
}

function Get-LabText([string] $path) { [System.IO.File]::ReadAllText($path) }

function Invoke-LabRequest([string] $method, [string] $path, [object] $body) {
    $address = Get-LabAddress
    $request = [HttpRequestMessage]::new($method, $address.url.TrimEnd('/') + $path)
    $request.Headers.Authorization = [Headers.AuthenticationHeaderValue]::new('Bearer', $address.token)
    if ($null -ne $body) {
        $request.Content = [StringContent]::new(
            (ConvertTo-Json $body -Compress -Depth 5), [System.Text.Encoding]::UTF8, 'application/json')
    }
    if (-not $script:client) {
        $script:client = [HttpClient]::new([HttpClientHandler]@{ UseProxy = $false })
        $script:client.Timeout = [timespan]::FromMinutes(10)
    }
    try {
        $response = $script:client.Send($request)
        $text = [System.IO.StreamReader]::new($response.Content.ReadAsStream()).ReadToEnd()
    } catch { throw "The lab of $env:FBLAB_READY_FILE does not answer: $($_.Exception.InnerException.Message ?? $_.Exception.Message)" }
    $answer = ConvertFrom-LabJson $text
    if (-not $response.IsSuccessStatusCode) { throw $answer.error }
    return , $answer
}

# Dates stay texts: which of them is one, its type says.
function ConvertFrom-LabJson([string] $text) {
    if ((Get-Command ConvertFrom-Json).Parameters.ContainsKey('DateKind')) {
        return , (ConvertFrom-Json $text -AsHashtable -NoEnumerate -DateKind String)
    }
    return , (ConvertFrom-Json $text -AsHashtable -NoEnumerate)
}

# ---- objects ----

function ConvertFrom-LabScalar([IDictionary] $value) {
    $text = $value.text
    switch ($value.type) {
        'String' { return $text }
        'Boolean' { return $text -eq 'true' }
        'Int32' { return [int]$text }
        'Guid' { return [guid]$text }
        'Uri' { return [uri]::new($text, [UriKind]::RelativeOrAbsolute) }
        'TimeSpan' { return [timespan]$text }
        'DateTime' { return [datetime]::Parse($text, [cultureinfo]::InvariantCulture) }
        'ByteArray' { return , [System.Convert]::FromBase64String($text) }
        'X509Certificate2' { return ConvertTo-LabCertificate $text }
    }
    $made = [LabValue]::new($text)
    $made.PSObject.TypeNames.Insert(0, "Fblab.$($value.type)")
    if ($value.Contains('members')) {
        foreach ($name in $value.members.Keys) {
            $made.PSObject.Properties.Add([psnoteproperty]::new($name, $value.members[$name]))
        }
    }
    return $made
}

# A thumbprint whose certificate no server holds stays a text.
function ConvertTo-LabCertificate([string] $text) {
    try { return [System.Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadCertificate(
            [System.Convert]::FromBase64String($text)) }
    catch { return $text }
}

function ConvertFrom-LabMember([object] $value) {
    if ($null -eq $value) { return $null }
    if ($value -is [IDictionary]) { return , (ConvertFrom-LabScalar $value) }
    $list = [LabList]::new()
    foreach ($item in $value) { [void]$list.Add((ConvertFrom-LabScalar $item)) }
    return , $list
}

function ConvertFrom-LabObject([IDictionary] $object, [string] $place) {
    if (-not $object.Contains('members')) { return $object.text }
    $made = [pscustomobject]@{}
    $made.PSObject.TypeNames.Insert(0, "Fblab.$place.$($object.type)")
    foreach ($name in $object.members.Keys) {
        $made.PSObject.Properties.Add([psnoteproperty]::new($name, (ConvertFrom-LabMember $object.members[$name])))
    }
    if ($object.Contains('identity')) {
        $made.PSObject.Methods.Add([psscriptmethod]::new('LabIdentity', [scriptblock]::Create("'$($object.identity -replace "'", "''")'")))
    }
    return $made
}

# ---- commands ----

# What names the object that came through a pipe; nothing: it has no name.
function Get-LabIdentity([object] $value) {
    if ($value -is [string] -or $value -is [LabValue] -or $value -is [valuetype] -or $value -is [uri]) { return [string]$value }
    if ($value.PSObject.Methods['LabIdentity']) { return $value.LabIdentity() }
    foreach ($name in 'Identity', 'PrimarySmtpAddress', 'UserPrincipalName', 'Name', 'Thumbprint') {
        if ($value.PSObject.Properties[$name] -and "$($value.$name)") { return [string]$value.$name }
    }
    return $null
}

function ConvertTo-LabText([object] $value) {
    if ($null -eq $value) { return '$null' }
    if ($value -is [bool] -or $value -is [switch]) { return $value ? '$true' : '$false' }
    if ($value -is [byte[]]) { return "'" + [System.Convert]::ToBase64String($value) + "'" }
    if ($value -is [pscredential]) { return '(Get-Credential)' }
    if ($value -is [datetime]) { return "'" + $value.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ') + "'" }
    if ($value -is [System.Security.Cryptography.X509Certificates.X509Certificate2]) { return "'$($value.Thumbprint)'" }
    if ($value -is [IDictionary]) {
        $entries = foreach ($key in $value.Keys) { "$key=" + (ConvertTo-LabText $value[$key]) }
        return '@{' + ($entries -join '; ') + '}'
    }
    if ($value -is [IEnumerable] -and $value -isnot [string]) {
        $items = foreach ($item in $value) { ConvertTo-LabText $item }
        return $items ? $items -join ',' : '$null'
    }
    return "'" + ([string]$value -replace "'", "''") + "'"
}

# The variables in a filter are the caller's: 'EmailAddresses -like $wanted'.
function Expand-LabFilter([object] $filter, [System.Management.Automation.PSCmdlet] $caller) {
    $known = @{ true = '$true'; false = '$false'; null = '$null' }
    [regex]::Replace([string]$filter, '(["'']?)\$(?:\{(\w+)\}|(?:\w+:)?(\w+))\1', {
            param($match)
            $name = $match.Groups[2].Value + $match.Groups[3].Value
            if ($known.ContainsKey($name)) { return $known[$name] }
            "'" + ([string]$caller.SessionState.PSVariable.GetValue($name) -replace "'", "''") + "'"
        })
}

function ConvertTo-LabCommand([string] $name, [IDictionary] $bound, [System.Management.Automation.PSCmdlet] $caller) {
    $words = @($name)
    foreach ($key in $bound.Keys) {
        if ($key -in $script:common + @([System.Management.Automation.PSCmdlet]::CommonParameters)) { continue }
        $value = $bound[$key]
        if ($key -eq 'Identity') { $value = Get-LabIdentity $value; if ($null -eq $value) { continue } }
        if ($key -eq 'Filter') { $value = Expand-LabFilter $value $caller }
        $words += "-${key}:" + (ConvertTo-LabText $value)
    }
    foreach ($key in 'WhatIf', 'Verbose') {
        if ($bound.ContainsKey($key) -and $bound[$key]) { $words += "-$key" }
    }
    return $words -join ' '
}

function Write-LabError([IDictionary] $problem, [string] $name, [object] $target, [System.Management.Automation.PSCmdlet] $caller) {
    $category = [System.Management.Automation.ErrorCategory]$problem.category
    $record = [System.Management.Automation.ErrorRecord]::new(
        [System.Exception]::new($problem.message), "$($problem.id),$name", $category, $target)
    if ($category -in 'InvalidArgument', 'InvalidData', 'ObjectNotFound') { $caller.ThrowTerminatingError($record) }
    $caller.WriteError($record)
}

<#
.SYNOPSIS
Runs a cmdlet of the lab at a place of it, and gives its objects. What the functions of the modules are made of.
#>
function Invoke-LabCmdlet {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string] $Place,
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [IDictionary] $Bound,
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Caller
    )
    $command = ConvertTo-LabCommand $Name $Bound $Caller
    $answer = Invoke-LabRequest 'POST' '/commands' @{ at = $Place; command = $command; objects = $true }
    foreach ($warning in $answer.warnings) { $Caller.WriteWarning($warning) }
    foreach ($object in $answer.objects) {
        $made = ConvertFrom-LabObject $object $Place
        if ($made -is [string] -and $made.StartsWith('What if: ')) { $Caller.Host.UI.WriteLine($made) } else { $Caller.WriteObject($made) }
    }
    if (-not $answer.ok) { Write-LabError $answer.error $Name $Bound['Identity'] $Caller }
}

# ---- functions ----

<#
.SYNOPSIS
The cmdlets of the lab with their places and parameters, as GET /cmdlets describes them.
#>
function Get-LabCmdlet {
    param([string] $Place)
    if (-not $script:description) { $script:description = Invoke-LabRequest 'GET' '/cmdlets' $null }
    $script:description | Where-Object { -not $Place -or $Place -in $_.at }
}

function Get-LabParameterText([IDictionary] $parameter) {
    $words = @()
    if ($parameter.Contains('position')) { $words += 'Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName' }
    if ($parameter.name -eq 'OrganizationGuid') { $words += 'ValueFromPipelineByPropertyName' }
    $type = $parameter.switch ? 'switch' : 'object'
    return "[Parameter($($words -join ', '))] [$type] `$$($parameter.name)"
}

function Get-LabFunctionText([IDictionary] $cmdlet, [string] $place) {
    # A noun's own parameter may have the name of one that all cmdlets have; the Identity that stands first goes before.
    $taken = @{}
    foreach ($name in $script:common) { $taken[$name] = $true }
    $parameters = foreach ($parameter in $cmdlet.parameters | Sort-Object { -not $_.Contains('position') } -Stable) {
        if (-not $taken.ContainsKey($parameter.name)) { Get-LabParameterText $parameter }
        $taken[$parameter.name] = $true
    }
    $impact = $cmdlet.verb -eq 'Remove' ? 'High' : 'Medium'
    $changes = $cmdlet.verb -notin 'Get', 'Test', 'Resolve', 'Select'
    $head = $changes ? "[CmdletBinding(SupportsShouldProcess, ConfirmImpact = '$impact')]" : '[CmdletBinding()]'
    $guard = $impact -eq 'High' ? 'if (-not $WhatIfPreference -and -not $PSCmdlet.ShouldProcess("$Identity")) { return }' : ''
    @"
function $($cmdlet.name) {
    $head
    param($($parameters -join ', '))
    process { $guard
        Invoke-LabCmdlet '$place' '$($cmdlet.name)' `$PSBoundParameters `$PSCmdlet }
}
"@
}

<#
.SYNOPSIS
The text of functions, one for each cmdlet of a place; Name: of these alone.
#>
function Get-LabFunctions {
    param([Parameter(Mandatory)] [string] $Place, [string[]] $Name)
    $texts = foreach ($cmdlet in Get-LabCmdlet $Place) {
        if (-not $Name -or $cmdlet.name -in $Name) { Get-LabFunctionText $cmdlet $Place }
    }
    return $texts -join "`n"
}

Export-ModuleMember -Function Invoke-LabCmdlet, Get-LabCmdlet, Get-LabFunctions
