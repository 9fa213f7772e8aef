using System.Net;
using Microsoft.Extensions.Options;
using Workflows.Host.HttpWorkflows;

namespace Workflows.Host.Tests.HttpWorkflows;

public class AllowedAddressesTests
{
    private readonly AllowedAddresses allowed = new(Options.Create(new OutgoingOptions { AllowedHosts = ["api.example.cn", "alt.example.cn:8443", "*.edu.cn"], AllowedPrivateHosts = ["10.0.0.7:8080", "archive.local", "[::1]:9000"] }));

    [Theory]
    [InlineData("https://api.example.cn/a", true)]
    [InlineData("http://API.example.cn/a", true)]
    [InlineData("https://api.example.cn:8443/", false)]
    [InlineData("https://alt.example.cn:8443/", true)]
    [InlineData("https://alt.example.cn/", false)]
    [InlineData("https://moe.edu.cn/", true)]
    [InlineData("https://edu.cn/", false)]
    [InlineData("https://badedu.cn/", false)]
    [InlineData("https://api.example.cn.evil.org/", false)]
    [InlineData("https://user:word@api.example.cn/", false)]
    [InlineData("ftp://api.example.cn/", false)]
    [InlineData("http://10.0.0.7:8080/", true)]
    [InlineData("http://10.0.0.7/", false)]
    [InlineData("http://archive.local/", true)]
    [InlineData("http://[::1]:9000/", true)]
    [InlineData("http://169.254.169.254/latest/meta-data", false)]
    public void Only_hosts_on_the_lists_are_allowed(string address, bool expected) => (allowed.Objection(new Uri(address)) is null).ShouldBe(expected);

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2400:3200::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:db8::1", false)]
    public void A_name_that_leads_inside_is_not_followed(string address, bool isPublic)
    {
        AllowedAddresses.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);
        allowed.MayConnect("api.example.cn", 443, IPAddress.Parse(address)).ShouldBe(isPublic);
    }

    [Fact]
    public void A_private_address_is_reached_only_by_a_host_on_its_own_list()
    {
        allowed.MayConnect("archive.local", 80, IPAddress.Parse("192.168.1.5")).ShouldBeTrue();
        allowed.MayConnect("nobody.local", 80, IPAddress.Parse("8.8.8.8")).ShouldBeFalse();
    }

    [Fact]
    public void Without_lists_nothing_is_allowed() => new AllowedAddresses(Options.Create(new OutgoingOptions())).Objection(new Uri("https://example.org/")).ShouldNotBeNull();
}
