using System.Text.Json.Nodes;

namespace Workflows.Approvals.Calls;

/// <summary>What an item of a call is called, where units hand in things that have names of their own: courses, brands, candidates.</summary>
public static class ItemNames
{
    /// <summary>Under this parameter a call names the form field that is the item's name; without it a case is called after its unit or its call.</summary>
    public const string Parameter = "rankingName";

    /// <param name="content">The form of the call as it was filled in.</param>
    /// <returns>Null where the call names no field, or it is empty.</returns>
    public static string? NameOfItem(this Call call, JsonObject? content) =>
        call.Parameters[Parameter]?.ToString() is { } field && content?[field]?.ToString() is { Length: > 0 } name ? name : null;
}
