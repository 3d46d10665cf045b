# SPDX-License-Identifier: MIT
# A lab for a test of yours. Needs PowerShell 7, and `fblab` on the PATH or named by the variable FBLAB; else nothing.
#
#   BeforeAll { Import-Module ./Fblab.psm1; $lab = Start-FblabLab 06 }
#   It 'names the twin' { My-Tool $lab.EwsUrl $lab.Credential | Should -Match ambiguous }
#   AfterAll { $lab.Stop() }

# A running lab. Every call reads the ready file anew: arming changes addresses and names.
class FblabLab {
    hidden [System.Diagnostics.Process] $Process
    hidden [string] $Folder
    [string] $ReadyFile
    [string] $ToolFile # hand this one to a tool: it does not tell what is broken

    FblabLab([string] $Folder) {
        $this.Folder = $Folder
        $this.ReadyFile = Join-Path $Folder ready.json
        $this.ToolFile = Join-Path $Folder tool.json
        $members = @{
            EwsUrl = { $this.Ready().front_door.ews_url }
            CaFile = { $this.Ready().ca_file }
            Requester = { $this.Ready().requester }
            Target = { $this.Ready().target }
            Credential = {
                $door = $this.Ready().front_door
                [pscredential]::new($door.user, (ConvertTo-SecureString $door.password -AsPlainText -Force))
            }
        }
        foreach ($name in $members.Keys) {
            $this | Add-Member -MemberType ScriptProperty -Name $name -Value $members[$name]
        }
    }

    [object] Ready() { return Get-Content -Raw $this.ReadyFile | ConvertFrom-Json }

    # A fresh lab, broken that way: Arm('06'), Arm('06b'), Arm(@('06', '32')).
    [void] Arm([string[]] $Scenarios) { $this.Call('Post', '/arm', @{ ids = $Scenarios }) }
    # The documented repair of what is armed.
    [void] Repair() { $this.Call('Post', '/repair', @{}) }
    # Back to the start: as the test found it.
    [void] Reset() { $this.Call('Post', '/reset', @{}) }
    # One line of the management shell: Run('lab', 'Set-LabFirewall onprem -Inbound drop').
    [object] Run([string] $At, [string] $Command) { return $this.Call('Post', '/commands', @{ at = $At; command = $Command }) }
    # What reached the parties, and what they answered, oldest first.
    [object[]] Journal() { return $this.Call('Get', '/journal', $null).entries }

    hidden [object] Call([string] $Method, [string] $Where, [object] $Body) {
        $about = $this.Ready()
        $request = @{ Method = $Method; Uri = $about.admin + $Where; Headers = @{ Authorization = "Bearer $($about.admin_token)" } }
        if ($null -ne $Body) {
            $request.Body = $Body | ConvertTo-Json -Compress
            $request.ContentType = 'application/json'
        }
        return Invoke-RestMethod @request
    }

    [void] Stop() {
        if (-not $this.Process.HasExited) {
            & /bin/kill $this.Process.Id # in order, so that it removes its files
            $this.Process.WaitForExit()
        }
        Remove-Item -Recurse -Force $this.Folder
    }
}

# Returns when every port listens; without a scenario the lab is healthy.
function Start-FblabLab {
    [CmdletBinding()]
    [OutputType([FblabLab])]
    param([string[]] $Scenario = @())

    $folder = Join-Path ([System.IO.Path]::GetTempPath()) "lab-$([guid]::NewGuid())"
    $null = New-Item -ItemType Directory $folder
    $lab = [FblabLab]::new($folder)
    $start = [System.Diagnostics.ProcessStartInfo]::new($(if ($env:FBLAB) { $env:FBLAB } else { 'fblab' }))
    $words = @('serve', '--ready-file', $lab.ReadyFile, '--tool-file', $lab.ToolFile) + @($Scenario | ForEach-Object { '--scenario', $_ })
    $words | ForEach-Object { $start.ArgumentList.Add($_) }
    $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $lab.Process = [System.Diagnostics.Process]::Start($start)
    $null = $lab.Process.StandardOutput.ReadLine()
    if (Test-Path $lab.ReadyFile) {
        return $lab
    }
    $said = $lab.Process.StandardError.ReadToEnd()
    $lab.Process.WaitForExit()
    $lab.Stop()
    throw "fblab did not start: $($said.Trim())"
}

Export-ModuleMember -Function Start-FblabLab
