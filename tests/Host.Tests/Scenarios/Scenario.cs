using System.Text.Json.Nodes;
using Workflows.Approvals;

namespace Workflows.Host.Tests.Scenarios;

/// <summary>A story that is played against the running application; how to write one is in <c>workflows/README.md</c>.</summary>
/// <param name="File">File name, e.g. <c>batch-decision.scenario.json</c>.</param>
/// <param name="Numbers">The scenarios of the specification that it plays.</param>
/// <param name="Start">Where the clock stands when the application starts.</param>
/// <param name="Form">A form that may be submitted; steps change parts of it.</param>
/// <param name="Parts">Steps that are played by name, with their own words for <c>{placeholders}</c>.</param>
public sealed record Scenario(
    string File, Label Title, string Note, IReadOnlyList<int> Numbers, DateTimeOffset Start, JsonObject Form, IReadOnlyDictionary<string, IReadOnlyList<Step>> Parts, IReadOnlyList<Step> Steps);

/// <summary>One step of a story.</summary>
/// <param name="Place">Where it stands, e.g. <c>$.steps[3]</c>: a failing step is found by it.</param>
public abstract record Step(string Place)
{
    /// <summary>Whose act it is, a user name such as <c>ln-centre.head</c>.</summary>
    public string As { get; init; } = "";

    /// <summary>The code of the refusal that is expected; empty: the act succeeds.</summary>
    public string? Refused { get; init; }
}

/// <summary>Time passes until this instant; what is due by then happens.</summary>
public sealed record At(string Place, DateTimeOffset Instant) : Step(Place);

/// <summary>A unit answers a call; the case is known by its name from here on.</summary>
public sealed record StartCase(string Place, string Case, string Call) : Step(Place);

/// <summary>A work item in the person's inbox is decided.</summary>
public sealed record Decide(string Place, string Kind, string? Case, string Outcome, string? Comment, JsonObject? Form, JsonObject? Data, decimal? Points) : Step(Place);

/// <summary>The unit takes its case back.</summary>
public sealed record Recall(string Place, string Case) : Step(Place);

/// <summary>A file is handed in with a case; <c>$file:name</c> stands for it afterwards.</summary>
public sealed record Attach(string Place, string Case, string Name) : Step(Place);

/// <summary>A person takes a seat <c>organisation/role</c>.</summary>
public sealed record Appoint(string Place, string Person, string Seat) : Step(Place);

/// <summary>A call is prepared and opened.</summary>
public sealed record OpenCall(string Place, JsonObject Fields) : Step(Place);

/// <summary>Values of a form are checked without submitting them; the rules that are broken, none: they pass.</summary>
public sealed record CheckForm(string Place, string FormKey, string Case, JsonObject Form, IReadOnlyList<string> Breaks) : Step(Place);

/// <summary>The steps of a part.</summary>
public sealed record Play(string Place, string Part, IReadOnlyDictionary<string, string> With) : Step(Place);

/// <summary>What a case shows to whoever may see it.</summary>
public sealed record ExpectCase(string Place, string Case) : Step(Place)
{
    public string? Status { get; init; }
    public string? Route { get; init; }

    /// <summary>A part of the reason that the unit reads.</summary>
    public string? Reason { get; init; }

    /// <summary>Open work as <c>Kind organisation/role</c>; null: not looked at.</summary>
    public IReadOnlyList<string>? Open { get; init; }

    /// <summary>Living and void marks per block, e.g. <c>superiorOpinion</c>: <c>opinion seal</c>.</summary>
    public IReadOnlyDictionary<string, string> Marks { get; init; } = new Dictionary<string, string>();

    /// <summary>How many marks are void; null: not looked at.</summary>
    public int? Void { get; init; }
    public int? Receipts { get; init; }
}

/// <summary>How many open work items of each kind a person's inbox holds.</summary>
public sealed record ExpectInbox(string Place, string Of, IReadOnlyDictionary<string, int> Kinds) : Step(Place);

/// <summary>Entries of the audit trail of a case, as an auditor reads it.</summary>
/// <param name="Actions">How many entries of each action.</param>
/// <param name="Complete">Actions whose entries must name person, role, organisation, time, definition version, document hash and clause.</param>
public sealed record ExpectAudit(string Place, string Case, IReadOnlyDictionary<string, int> Actions, IReadOnlyList<string> Complete) : Step(Place);

/// <summary>What the public reads of the list of a call; no units: nothing is published.</summary>
public sealed record ExpectList(string Place, string Call, IReadOnlyList<string> Cases) : Step(Place);

/// <summary>A call as its organisers see it.</summary>
public sealed record ExpectCall(string Place, string Call, string Status) : Step(Place);
