namespace Workflows.Host.Tests;

/// <summary>Finds things of the demo data by the names that people know them by.</summary>
public static class DemoLookups
{
    public static async Task<string> Organisation(this ApiClient client, string fullName) =>
        (await client.Get($"/api/organisations?text={Uri.EscapeDataString(fullName)}")).Value.AsArray()
            .Single(each => each!["fullName"]!.GetValue<string>() == fullName)!["id"]!.GetValue<string>();

    public static async Task<string> Call(this ApiClient client, string code) => (await client.Get($"/api/calls/{code}")).Value["id"]!.GetValue<string>();
}
