using System.Globalization;
using System.Text.Json;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Demo;

/// <summary>What demo.json says; keys name organisations within the file.</summary>
internal sealed record DemoFile(
    string Password, List<DemoStep> Guide, List<DemoOrganisation> Organisations, List<DemoPerson> People, List<DemoDocument> Documents, List<DemoCall> Calls)
{
    private static readonly Lazy<DemoFile> Shipped = new(() => Json.Read<DemoFile>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Demo", "demo.json"))));

    public static DemoFile Read() => Shipped.Value;
}

/// <summary>A step of a first walk: whom to sign in as, and what for.</summary>
internal sealed record DemoStep(string UserName, Label Who);

/// <summary>Every seat gets one person, named after the seat, with the user name <c>key.role</c>; an organisation with a seal custodian gets its seal.</summary>
/// <param name="MergedInto">It was merged into this one; <paramref name="MergedBy"/> is the decision.</param>
internal sealed record DemoOrganisation(
    string Key, string FullName, string ShortName, OrgKind Kind, AdminLevel Level, string Area, List<SeatRole> Seats,
    string? AdminParent = null, string? CompetentSuperior = null, string? GuidanceParent = null, AdminLevel? GovernedBy = null, List<string>? MemberOf = null,
    string? MergedInto = null, string? MergedBy = null);

/// <summary>A further person with seats <c>organisation/role</c>.</summary>
internal sealed record DemoPerson(string UserName, string Name, List<string> Seats, string? Unit = null);

internal sealed record DemoDocument(string Number, string Title, string Issuer, DateOnly? IssuedOn = null, string? Upstream = null);

/// <summary>A call; the parameters are those of the API, organisations by key.</summary>
/// <param name="Open">False: it stays in preparation, e.g. until its rules are issued.</param>
/// <param name="Successor">The same call with a deadline that many days after the first start, so that a newcomer can answer it (R80).</param>
/// <param name="MembersOf">Only the members of this association are addressed (R3).</param>
internal sealed record DemoCall(DemoSuccessor? Successor, string? Collector, string? AssessBy, string? DecideBy, string? FileWith, string? PublishBy, List<string>? CopyUp, JsonElement Fields, string? MembersOf = null, bool Open = true)
{
    public string Code => Fields.GetProperty("code").GetString()!;
    public DateOnly ClosesOn => DateOnly.Parse(Fields.GetProperty("closesOn").GetString()!, CultureInfo.InvariantCulture);
}

/// <param name="Code">Code of the copy; <c>{year}</c> becomes its year.</param>
/// <param name="Title">Title of the copy.</param>
/// <param name="Parent">Code of the copy's national call, where it is a province's.</param>
/// <param name="ClosesInDays">Days from the start of the program to the deadline.</param>
/// <param name="Levels">Days until the last day of a level's opinion.</param>
/// <param name="Meeting">Days until the first and the last day of the meeting; so <paramref name="Review"/> and <paramref name="Publicity"/>.</param>
internal sealed record DemoSuccessor(
    string Code, string Title, int ClosesInDays, string? Parent = null, Dictionary<AdminLevel, int>? Levels = null, List<int>? Meeting = null, List<int>? Review = null, List<int>? Publicity = null);
