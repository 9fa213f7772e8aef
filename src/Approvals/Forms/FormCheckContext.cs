using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Forms;

/// <summary>What a form is checked against besides its own values. What is not known is null, and rules about it do not bite.</summary>
public sealed partial record FormCheckContext
{
    /// <summary>Today in Asia/Shanghai.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The unit whose form it is.</summary>
    public FormUnit? Applicant { get; init; }

    /// <summary>Whether the applicant's competent superior is an education authority; if it is not, its consent must be attached (Q8).</summary>
    public bool? SuperiorIsEducationAuthority { get; init; }

    /// <summary>The ways of submission that the call offers, e.g. <c>recommended</c>, <c>direct</c>.</summary>
    public IReadOnlyList<string>? RoutesAllowed { get; init; }

    /// <summary>Contact of the call: name and telephone.</summary>
    public (string? Name, string? Phone) Contact { get; init; }

    /// <summary>Further parameters of the call, by name.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>Finds a registered organisation by its id; null: ids are not looked up.</summary>
    public Func<string, FormUnit?>? Unit { get; init; }

    /// <summary>Finds an attachment of this case by its id; null: attachments are not looked up, and what the value says of itself counts.</summary>
    public Func<string, FormAttachment?>? Attachment { get; init; }

    /// <summary>Rights by field path without row numbers (<c>intendedMembers.unitName</c>); a field not named may be edited, unless it is another party's.</summary>
    public IReadOnlyDictionary<string, FormFieldRight> Rights { get; init; } = new Dictionary<string, FormFieldRight>();

    /// <summary>Who fills the form now; fields of other parties are read-only.</summary>
    public string Party { get; init; } = "applicant";

    /// <summary>The values stored before; what a person has no right to change must equal them. Null: a new form.</summary>
    public JsonObject? Stored { get; init; }

    /// <summary>What may be done with a field; <paramref name="name"/> is its path without row numbers.</summary>
    public FormFieldRight RightTo(FormField field, string name) =>
        Rights.TryGetValue(name, out var given) ? given
        : field.Party is { } party && party != Party ? FormFieldRight.Read
        : FormFieldRight.Edit;

    /// <summary>Words of the form with each <c>{call.name}</c> replaced by that parameter of the call, a day as people write it. Null when the call names no such parameter: then there is nothing to say.</summary>
    public Label? Filled(Label? words)
    {
        var values = new List<KeyValuePair<string, Label>>();
        foreach (Match named in OfCall().Matches($"{words?.Zh}{words?.En}"))
        {
            if (Parameters?[named.Groups["name"].Value]?.ToString() is not { Length: > 0 } text) return null;
            values.Add(new(named.Groups["path"].Value, FormJson.Day(JsonValue.Create(text)) is { } day ? new(day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture), text) : new(text, text)));
        }

        return words?.Filled(values);
    }

    [GeneratedRegex(@"\{(?<path>call\.(?<name>[A-Za-z]+))\}", RegexOptions.ExplicitCapture)]
    private static partial Regex OfCall();
}

/// <summary>What a form needs to know about an organisation.</summary>
/// <param name="Id">Id as written by the API.</param>
/// <param name="FullName">Registered full name (准确全称).</param>
/// <param name="Kind">Kind as in the master data, e.g. <c>communityCollege</c>.</param>
/// <param name="Level"><c>national</c>, <c>province</c>, <c>city</c>, <c>county</c>, <c>township</c> or <c>village</c>.</param>
/// <param name="Region">片区 of the unit's area, e.g. <c>northeast</c>.</param>
/// <param name="Address">Postal address.</param>
/// <param name="AreaCode">Code of its area, e.g. <c>211021</c>.</param>
/// <param name="Site">What it is as a pilot site; null: it is on no published list.</param>
/// <param name="TakesPart">Asks whether it takes part in a project now: a listed pilot site or school, or a community that has not ended. Null: not known.</param>
public sealed record FormUnit(string Id, string FullName, string Kind, string Level, string? Region = null, string? Address = null, string AreaCode = "", FormSite? Site = null, Func<bool>? TakesPart = null);

/// <summary>What a form needs to know about a pilot site.</summary>
/// <param name="CommunityId">Id of the community that it is a member of now.</param>
public sealed record FormSite(string? CommunityId);

/// <summary>What a form needs to know about an attachment.</summary>
/// <param name="Id">Id as written by the API.</param>
/// <param name="Name">Name it was uploaded under.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Media">What was found in a video or audio file.</param>
public sealed record FormAttachment(string Id, string Name, long Size, MediaFacts? Media = null);

/// <summary>What a person may do with a field at one step of a chain.</summary>
public enum FormFieldRight
{
    /// <summary>Read and change.</summary>
    Edit,

    /// <summary>Read only.</summary>
    Read,

    /// <summary>Neither read nor change.</summary>
    Hide,

    /// <summary>Change, and it must be filled.</summary>
    Require,
}
