# SPDX-License-Identifier: MIT
# Your tests look like these; a test of fblab runs them.
BeforeAll {
    Import-Module (Join-Path $PSScriptRoot Fblab.psm1)

    # The smallest of tools: asks the front door for somebody's calendar, and gives back what it says.
    function Get-Availability($Lab) {
        $zone = '<t:Time>02:00:00</t:Time><t:DayOrder>1</t:DayOrder>'
        $body = @"
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">
<s:Body><GetUserAvailabilityRequest xmlns="http://schemas.microsoft.com/exchange/services/2006/messages"><t:TimeZone><t:Bias>0</t:Bias>
<t:StandardTime><t:Bias>0</t:Bias>$zone<t:Month>10</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime>
<t:DaylightTime><t:Bias>0</t:Bias>$zone<t:Month>3</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:DaylightTime></t:TimeZone>
<MailboxDataArray><t:MailboxData><t:Email><t:Address>$($Lab.Target)</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData>
</MailboxDataArray><t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>2026-01-05T00:00:00</t:StartTime><t:EndTime>2026-01-06T00:00:00</t:EndTime>
</t:TimeWindow><t:RequestedView>FreeBusy</t:RequestedView></t:FreeBusyViewOptions></GetUserAvailabilityRequest></s:Body></s:Envelope>
"@
        # The system does not know the lab's authority: curl is told of it. PowerShell's own cmdlets are, by `fblab exec --isolated`.
        $login = $Lab.Credential.GetNetworkCredential()
        $body | & curl -sS --cacert $Lab.CaFile -u "$($login.UserName):$($login.Password)" -H 'Content-Type: text/xml' --data-binary '@-' $Lab.EwsUrl
    }
}

Describe 'A tool that looks up free/busy' {
    It 'is told of twins, and sees the repair' {
        $lab = Start-FblabLab 06
        try {
            Get-Availability $lab | Should -Match 'ambiguous'
            $lab.Journal().status | Should -Contain 401
            $lab.Repair()
            Get-Availability $lab | Should -Not -Match 'ambiguous'
        } finally {
            $lab.Stop()
        }
    }

    It 'sees a lab that is broken while it runs, and reset' {
        $lab = Start-FblabLab
        try {
            Get-Availability $lab | Should -Match 'NoError'
            $lab.Arm('14')
            Get-Availability $lab | Should -Not -Match 'FreeBusyViewType>FreeBusy'
            $lab.Reset()
            Get-Availability $lab | Should -Match 'NoError'
            $lab.Run('onprem', 'Get-Mailbox').output | Should -Match 'joe'
            Get-Content -Raw $lab.ToolFile | Should -Not -Match 'admin_token'
        } finally {
            $lab.Stop()
        }
    }

    It 'is not started by a failure that does not exist' {
        { Start-FblabLab 99 } | Should -Throw '*there is no scenario 99*'
    }
}
