using Workflows.Host.Tests.Reliability;

/// <summary>What the runtime calls before the program's own beginning, when <c>DOTNET_STARTUP_HOOKS</c> names this assembly; it finds the class by this name, outside of any namespace.</summary>
internal static class StartupHook
{
    /// <summary>Names the file of the orders to the program.</summary>
    public const string Orders = "WORKFLOWS_KILL_ORDERS";

    private static KillAtPoint? kill;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Orders) is { } orders) kill = new KillAtPoint(orders);
    }
}
