using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Workflows.Host.Demo;

namespace Workflows.Host.Operations;

/// <summary>Tells whoever started the program where it is and how to sign in.</summary>
public static class Banner
{
    public static void PrintBannerOnceStarted(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var demo = app.Services.GetRequiredService<DemoAccounts>();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        Console.WriteLine();
        Console.WriteLine($"  文链 · 审批平台   {string.Join("  ", addresses)}");
        if (demo.Password is { } password)
        {
            Console.WriteLine($"  演示账户 demo accounts（密码 password: {password}）");
            foreach (var line in demo.Lines) Console.WriteLine($"    {line.UserName,-34} {line.Who}");
        }
        Console.WriteLine("  API /api/reference · /openapi/v1.json · /health/ready     Ctrl+C 结束 stops");
        Console.WriteLine();
    });
}
