# SPDX-License-Identifier: MIT
# The management shell on the premises, and what a prompt of that server has which PowerShell on Linux has not.

Import-Module FblabLab -Global

. ([scriptblock]::Create((Get-LabFunctions -Place onprem)))
. ([scriptblock]::Create((Get-LabFunctions -Place server)))

# Scripts take its name for the sign of an Exchange session.
class EventCategoryObject {
    [string] $Identity
    [string] $EventLevel
    [string] ToString() { return $this.Identity }
}

<#
.SYNOPSIS
The levels at which the services of the server write to its event log.
#>
function Get-EventLogLevel {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [string] $Identity = '*', [string] $Server)
    $name = hostname
    foreach ($category in 'MSExchange Availability\General', 'MSExchange Autodiscover\Core', 'MSExchange Web Services\Core',
        'MSExchange OAuth\General', 'MSExchange Common\General') {
        $level = [EventCategoryObject]@{ Identity = "$name\$category"; EventLevel = 'Lowest' }
        if ($level.Identity -like $Identity -or $category -like $Identity) { $level }
    }
}

function hostname { [string](Get-ExchangeServer | Select-Object -First 1).Name }

function iisreset {
    Invoke-LabCmdlet server "iisreset $($args -join ' ')" @{} (Get-LabCaller)
}

function Get-LabCaller { [CmdletBinding()] param() $PSCmdlet }

# The session is there already.
function Connect-ExchangeServer { [CmdletBinding()] param([switch] $Auto, [string] $ServerFqdn, [string] $ClientApplication) }

# Never the machine that PowerShell runs on.
function Restart-Computer {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Position = 0)] [string[]] $ComputerName, [switch] $Force, [switch] $Wait)
    if ($PSCmdlet.ShouldProcess('the servers of the lab')) {
        Invoke-LabCmdlet server 'Restart-Computer -Force' @{} $PSCmdlet
    }
}

# ---- files of the server ----

# A drive that somebody has made here is his.
function Test-LabPath([object] $path) {
    "$path" -match '^\\\\' -or ("$path" -match '^([A-Za-z]):\\' -and -not (Get-PSDrive $Matches[1] -ErrorAction Ignore))
}

# Parameters that PowerShell has only for some drives: -Raw, -File.
function Get-LabDynamicParameter([string] $name, [System.Collections.IDictionary] $bound) {
    $found = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
    $cmdlet = $ExecutionContext.InvokeCommand.GetCommand($name, [System.Management.Automation.CommandTypes]::Cmdlet, @($bound['Path'] ?? '.'))
    foreach ($parameter in $cmdlet.Parameters.Values | Where-Object IsDynamic) {
        $found.Add($parameter.Name, [System.Management.Automation.RuntimeDefinedParameter]::new(
                $parameter.Name, $parameter.ParameterType, $parameter.Attributes))
    }
    return $found
}

# The three that PowerShell has, too: what names a drive of Windows is the lab's, all else PowerShell's own.
foreach ($name in 'Management\Get-Content', 'Management\Get-ChildItem', 'Utility\Select-String') {
    $own = Get-Command "Microsoft.PowerShell.$name"
    $metadata = [System.Management.Automation.CommandMetadata]::new($own)
    $head = [System.Management.Automation.ProxyCommand]::GetCmdletBindingAttribute($metadata)
    $parameters = [System.Management.Automation.ProxyCommand]::GetParamBlock($metadata)
    $body = @"
function $($own.Name) {
    $head
    param($parameters)
    dynamicparam {
        `$path = `$PSBoundParameters['Path'] ?? `$PSBoundParameters['LiteralPath']
        if (-not (Test-LabPath (@(`$path)[0]))) { Get-LabDynamicParameter 'Microsoft.PowerShell.$name' `$PSBoundParameters }
    }
    begin {
        `$path = `$PSBoundParameters['Path'] ?? `$PSBoundParameters['LiteralPath']
        `$isLab = Test-LabPath (@(`$path)[0])
        if (`$isLab) { Get-LabFile '$($own.Name)' `$PSBoundParameters `$PSCmdlet; return }
        `$steps = { Microsoft.PowerShell.$name @PSBoundParameters }.GetSteppablePipeline()
        `$steps.Begin(`$PSCmdlet)
    }
    process { if (-not `$isLab) { `$steps.Process(`$_) } }
    end { if (-not `$isLab) { `$steps.End() } }
}
"@
    . ([scriptblock]::Create($body))
}

# Only what the lab's cmdlet has; the rest is PowerShell's, on what it gives.
function Get-LabFile([string] $name, [System.Collections.IDictionary] $bound, [System.Management.Automation.PSCmdlet] $caller) {
    $cmdlet = Get-LabCmdlet server | Where-Object name -eq $name
    $known = @{}
    foreach ($key in $bound.Keys) { if ($key -in $cmdlet.parameters.name) { $known[$key] = $bound[$key] } }
    if (-not $known.ContainsKey('Path')) { $known['Path'] = $bound['LiteralPath'] }
    Invoke-LabCmdlet server $name $known $caller
}

Export-ModuleMember -Function *
