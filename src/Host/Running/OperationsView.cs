using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workflows.Host.Jobs;
using Workflows.Host.Timers;
using Workflows.Persistence;

namespace Workflows.Host.Running;

/// <summary>What the program depends on, or the program itself, and how it stands.</summary>
/// <param name="Name">E.g. <c>database</c>.</param>
/// <param name="Sentence">In the reader's language.</param>
/// <param name="Milliseconds">How long the question took.</param>
public sealed record HealthLine(string Name, HealthStatus Status, string Sentence, int Milliseconds);

/// <summary>A node.</summary>
/// <param name="IsThis">The one that answers.</param>
public sealed record NodeLine(string Name, string Version, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsAlive, bool IsThis);

/// <summary>How the program runs, at one moment.</summary>
/// <param name="Timers">The next due times of chains.</param>
/// <param name="Schedules">Of the program itself.</param>
/// <param name="Jobs">Null where nothing runs in the background of the node that answers.</param>
public sealed record OperationsView(
    DateTimeOffset At, IReadOnlyList<HealthLine> Health, Load Load, IReadOnlyList<DueTimer> Timers, IReadOnlyList<ScheduleLine> Schedules, JobCounts? Jobs, IReadOnlyList<NodeLine> Nodes);
