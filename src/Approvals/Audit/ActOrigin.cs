namespace Workflows.Approvals.Audit;

/// <summary>
/// From where an act comes: the way in and the client's address, e.g. <c>page 203.0.113.7</c>, <c>api 203.0.113.7</c>. Whoever lets something in says it;
/// what nobody let in comes from the program itself.
/// </summary>
public static class ActOrigin
{
    public const string Program = "program";

    /// <summary>Longest origin that is kept, characters.</summary>
    public const int Longest = 100;

    private static readonly AsyncLocal<string?> Here = new();

    public static string Current => Here.Value ?? Program;

    /// <summary>Holds for what this flow of execution does from now on.</summary>
    /// <param name="way">The door: <c>page</c>, <c>api</c>, <c>key</c>, <c>studio</c>.</param>
    /// <param name="address">Of the client, where it is known.</param>
    public static void Set(string way, string? address)
    {
        var origin = string.IsNullOrEmpty(address) ? way : $"{way} {address}";
        Here.Value = origin.Length <= Longest ? origin : origin[..Longest];
    }
}
