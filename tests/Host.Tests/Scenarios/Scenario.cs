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
public sealed record StartCase(string Place, string Case, string Call, string? Unit = null) : Step(Place);

/// <summary>A case that a chain opened for a unit gets a name: the newest of that unit that has none yet, perhaps only of a chain, under a call, with a form, with a part of its title.</summary>
public sealed record FindCase(string Place, string Case, string Unit) : Step(Place)
{
    public string? Chain { get; init; }
    public string? Call { get; init; }
    public string? Form { get; init; }
    public string? Titled { get; init; }
}

/// <summary>A request to the API that has no step of its own.</summary>
public sealed record PostTo(string Place, string Path, JsonObject Body) : Step(Place);

/// <summary>A work item in the person's inbox is decided.</summary>
public sealed record Decide(string Place, string Kind, string? Case, string Outcome, string? Comment, JsonObject? Form, JsonObject? Data, decimal? Points) : Step(Place)
{
    /// <summary>Code of the call that the work belongs to, where a person has the same kind of work for several.</summary>
    public string? Call { get; init; }
}

/// <summary>The unit takes its case back.</summary>
public sealed record Recall(string Place, string Case) : Step(Place);

/// <summary>A file is handed in with a case; <c>$file:name</c> stands for it afterwards.</summary>
public sealed record Attach(string Place, string Case, string Name) : Step(Place)
{
    /// <summary>What is in it, for a video or sound: <c>width</c>, <c>height</c>, <c>rate</c>, <c>seconds</c>, <c>codec</c>; empty: what the name says.</summary>
    public JsonObject? Media { get; init; }
}

/// <summary>A person takes a seat <c>organisation/role</c>.</summary>
public sealed record Appoint(string Place, string Person, string Seat) : Step(Place);

/// <summary>A call is prepared and opened.</summary>
public sealed record OpenCall(string Place, JsonObject Fields) : Step(Place);

/// <summary>A call is copied with new dates and opened (R80); the code of the original, and what differs.</summary>
public sealed record CopyCall(string Place, string Call, JsonObject To) : Step(Place);

/// <summary>A case is moved on the board of a call.</summary>
public sealed record MoveCase(string Place, string Case, string Call, int? To, string? Reason) : Step(Place);

/// <summary>Values of a form are checked without submitting them; the rules that are broken, none: they pass.</summary>
public sealed record CheckForm(string Place, string FormKey, string Case, JsonObject Form, IReadOnlyList<string> Breaks) : Step(Place)
{
    /// <summary>The file's form is checked with these members changed, in place of <see cref="Form"/>.</summary>
    public JsonObject? Changes { get; init; }

    /// <summary>Remarks (soft rules) that are made; empty: not looked at.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>The steps of a part.</summary>
public sealed record Play(string Place, string Part, IReadOnlyDictionary<string, string> With) : Step(Place);

/// <summary>What a case shows to whoever may see it.</summary>
public sealed record ExpectCase(string Place, string Case) : Step(Place)
{
    public string? Status { get; init; }
    public string? Route { get; init; }

    /// <summary>A part of the reason that the unit reads.</summary>
    public string? Reason { get; init; }

    /// <summary>What the case is called; null: not looked at.</summary>
    public string? Title { get; init; }

    /// <summary>Open work as <c>Kind organisation/role</c>; null: not looked at.</summary>
    public IReadOnlyList<string>? Open { get; init; }

    /// <summary>Living and void marks per block, e.g. <c>superiorOpinion</c>: <c>opinion seal</c>.</summary>
    public IReadOnlyDictionary<string, string> Marks { get; init; } = new Dictionary<string, string>();

    /// <summary>How many marks are void; null: not looked at.</summary>
    public int? Void { get; init; }
    public int? Receipts { get; init; }
}

/// <summary>A community as everybody who is signed in sees it; its name is the one that its agreement gives it.</summary>
public sealed record ExpectCommunity(string Place, string Community) : Step(Place)
{
    public string? Status { get; init; }
    public string? Leader { get; init; }

    /// <summary>Keys of the members; null: not looked at.</summary>
    public IReadOnlyList<string>? Members { get; init; }

    /// <summary>Why rules were passed over, each reason once; null: not looked at.</summary>
    public IReadOnlyList<string>? Overrides { get; init; }
    public string? EndsOn { get; init; }

    /// <summary>Key of the unit that has the office; null: not looked at.</summary>
    public string? Office { get; init; }

    /// <summary>How many duties of each kind there are.</summary>
    public IReadOnlyDictionary<string, int> Duties { get; init; } = new Dictionary<string, int>();
}

/// <summary>How many open work items of each kind a person's inbox holds.</summary>
public sealed record ExpectInbox(string Place, string Of, IReadOnlyDictionary<string, int> Kinds) : Step(Place)
{
    /// <summary>Only work of the call with this code is counted; null: all of it.</summary>
    public string? Call { get; init; }
}

/// <summary>Entries of the audit trail of a case, as an auditor reads it.</summary>
/// <param name="Actions">How many entries of each action.</param>
/// <param name="Complete">Actions whose entries must name person, role, organisation, time, definition version, document hash and clause.</param>
public sealed record ExpectAudit(string Place, string Case, IReadOnlyDictionary<string, int> Actions, IReadOnlyList<string> Complete) : Step(Place)
{
    /// <summary>The versions of the chain that its entries name (R79); null: not looked at.</summary>
    public IReadOnlyList<string>? Versions { get; init; }

    /// <summary>Actions whose entries must say that a machine did it, and name nobody.</summary>
    public IReadOnlyList<string> Machine { get; init; } = [];
}

/// <summary>Whoever has the open work on a case is urged.</summary>
public sealed record Urge(string Place, string Case, string? Text) : Step(Place);

/// <summary>The cases whose overdue work was put before a person, still open.</summary>
public sealed record ExpectEscalated(string Place, string Of, IReadOnlyList<string> Cases) : Step(Place);

/// <summary>What the public reads of the list of a call; no units: nothing is published.</summary>
public sealed record ExpectList(string Place, string Call, IReadOnlyList<string> Cases) : Step(Place);

/// <summary>Values of the newest revision of a form of a case, by field.</summary>
public sealed record ExpectForm(string Place, string Form, string Case, JsonObject Values) : Step(Place)
{
    /// <summary>What the program works out beside the form, by key; <c>#</c> is the number of the case.</summary>
    public JsonObject Computed { get; init; } = [];
}

/// <summary>How many items of each kind have passed in the whole country, e.g. <c>3/2</c> for three against a target of two.</summary>
public sealed record ExpectCounts(string Place, string Call, IReadOnlyDictionary<string, string> Kinds) : Step(Place);

/// <summary>A call as its organisers see it.</summary>
public sealed record ExpectCall(string Place, string Call, string Status) : Step(Place)
{
    public string? ClosesOn { get; init; }

    /// <summary>The closing days it had before; null: not looked at.</summary>
    public IReadOnlyList<string>? ClosedBefore { get; init; }

    /// <summary>Its collector sent the batch up after the national deadline (R15).</summary>
    public bool IsCollectorLate { get; init; }
}
