using Workflows.Approvals.WorkItems;
using Workflows.Approvals.Organisations;

namespace Workflows.Activities;

/// <summary>What an asking activity asks.</summary>
/// <param name="Outcomes">Names of the answers, in the order of the buttons.</param>
/// <param name="Request">What the panel of the work item needs; its shape per kind is in decision 0001.</param>
public sealed record Question(IReadOnlyList<string> Outcomes, JsonObject Request)
{
    /// <summary>Tells several questions of one activity apart, e.g. the expert's id; empty when there is one.</summary>
    public string Key { get; init; } = "";

    /// <summary>Kind of the work item; empty: the activity's name.</summary>
    public string? Kind { get; init; }

    /// <summary>Block of the form it is about.</summary>
    public string? Block { get; init; }

    /// <summary>Whom to ask in place of the activity's party.</summary>
    public Organisation? Organisation { get; init; }

    /// <summary>The one person who is asked, in place of the seat.</summary>
    public long? PersonId { get; init; }

    /// <summary>Last permitted instant of an answer.</summary>
    public DateTimeOffset? CutOff { get; init; }

    /// <summary>The outcome that the clock gives at the cut-off.</summary>
    public string? OutcomeAtCutOff { get; init; }

    /// <summary>0 normal; higher comes first.</summary>
    public int Priority { get; init; }

    /// <summary>Whether the applicant may take the case back meanwhile.</summary>
    public bool IsRecallable { get; init; }

    /// <summary>An opinion from outside the applicant: the applicant's own people are barred from it (R29).</summary>
    public bool IsOutsideOpinion { get; init; }

    /// <summary>The seat that is asked, in place of the activity's role.</summary>
    public SeatRole? Role { get; init; }

    /// <summary>What whoever has it may do beside answering.</summary>
    public WorkItemActions Allows { get; init; }

    /// <summary>Further persons to whom it is not offered.</summary>
    public IReadOnlyCollection<long> Barred { get; init; } = [];
}
