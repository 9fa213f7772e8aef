using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Figures;

/// <summary>What the figures are about; what is empty leaves all.</summary>
/// <param name="Chain">Id of a chain.</param>
/// <param name="Call">Code of a call; those opened under it count with it.</param>
/// <param name="Region">Code of an area, 2 digits a province, 4 a city: where the unit lies whose case it is.</param>
/// <param name="From">First day, in Shanghai: on which cases were begun and work was finished.</param>
/// <param name="To">Last day.</param>
public sealed record FiguresQuery(string? Chain = null, string? Call = null, string? Region = null, DateOnly? From = null, DateOnly? To = null);

/// <summary>Cases in a state.</summary>
/// <param name="Level">Of the body with which it is now, the highest where there are several; empty: with nobody.</param>
public sealed record CaseFigure(CaseStatus Status, AdminLevel? Level, int Count);

/// <summary>A step of a chain: how long it took, and what waits there now. Without finished work the times are empty.</summary>
/// <param name="MedianSeconds">From opening to decision, by the calendar; pauses are not taken off.</param>
/// <param name="NinetiethSeconds">Nine in ten took no longer.</param>
/// <param name="Late">Finished after it was due.</param>
/// <param name="Overdue">Of those open.</param>
/// <param name="Heat">How long it takes beside the longest step of its chain: 0 (nothing known) to 5.</param>
public sealed record StepFigure(string ChainId, string ActivityId, Label Title, int Finished, long? MedianSeconds, long? NinetiethSeconds, int Returned, int Late, int Open, int Overdue, int Heat);

/// <summary>Work with a due time, by the place of the body that does it.</summary>
/// <param name="Code">Of the province; of the city where the figures are of one province; empty: national bodies.</param>
/// <param name="Overdue">Open and beyond its due time.</param>
public sealed record DeadlineFigure(string Code, string Region, int InTime, int Late, int Overdue)
{
    /// <summary>In time out of all that was to be finished, in per cent with one decimal.</summary>
    public decimal Percent => InTime + Late + Overdue is var all and > 0 ? Math.Round(100m * InTime / all, 1) : 100;
}

/// <summary>Why cases were sent back at a step.</summary>
/// <param name="Reason">As it was written, at most 200 characters; empty: nothing was.</param>
public sealed record ReturnFigure(string ChainId, string ActivityId, Label Title, string Reason, int Count, DateOnly Last);

/// <summary>The work of a seat: what waits now, what it finished.</summary>
public sealed record SeatFigure(long SeatId, string Organisation, SeatRole Role, int Open, int Overdue, int Finished, long? MedianSeconds);

/// <summary>A name that can be chosen.</summary>
public sealed record Choice(string Key, string Name);

/// <summary>What the caller may choose from.</summary>
public sealed record FigureChoices(IReadOnlyList<Choice> Chains, IReadOnlyList<Choice> Calls, IReadOnlyList<Choice> Regions);

/// <summary>All figures of what was asked.</summary>
/// <param name="ChartOf">The chain whose chart shows the bottlenecks: the one that was asked for, otherwise the busiest.</param>
public sealed record FiguresView(
    IReadOnlyList<CaseFigure> Cases, IReadOnlyList<StepFigure> Steps, IReadOnlyList<DeadlineFigure> Deadlines, IReadOnlyList<ReturnFigure> Returns, IReadOnlyList<SeatFigure> Seats, string? ChartOf, FigureChoices Choices);
