using System.Text.Json.Nodes;
using Elsa.Workflows;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;

namespace Workflows.Host.Tests.Reliability;

/// <summary>The journal of every instance played again, line by line: the state in which it leaves each run of an activity is the state that is stored (I13).</summary>
internal static class ReplayedJournal
{
    /// <summary>What a line does to the state of a run; lines with other names tell of something else.</summary>
    private static readonly Dictionary<string, ActivityStatus> StateAfter = new()
    {
        ["Started"] = ActivityStatus.Running, ["Resumed"] = ActivityStatus.Running, ["Suspended"] = ActivityStatus.Running, ["Precondition Failed"] = ActivityStatus.Pending,
        ["Completed"] = ActivityStatus.Completed, ["Canceled"] = ActivityStatus.Canceled, ["Faulted"] = ActivityStatus.Faulted,
    };

    /// <summary>Runs whose stored state is another than that of the replay, or that only one of both knows.</summary>
    public static async Task<IReadOnlyList<string>> Differences(ApprovalsDb db, CancellationToken cancellation)
    {
        var replayed = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var line in db.Database.SqlQueryRaw<string>("""SELECT "Content" AS "Value" FROM "Journal" ORDER BY "WorkflowInstanceId", "Sequence" """).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var told = JsonNode.Parse(line)!;
            if (StateAfter.TryGetValue(told["eventName"]?.ToString() ?? "", out var state)) replayed[told["activityInstanceId"]!.ToString()] = state.ToString();
        }

        var stored = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var run in db.Database.SqlQueryRaw<string>("""SELECT "Content" AS "Value" FROM "ActivityExecutions" """).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var told = JsonNode.Parse(run)!;
            stored[told["id"]!.ToString()] = told["status"]!.ToString();
        }

        return
        [
            .. from id in replayed.Keys.Union(stored.Keys)
               let told = replayed.GetValueOrDefault(id, "nothing")
               let kept = stored.GetValueOrDefault(id, "nothing")
               where told != kept && (told, kept) != ("nothing", nameof(ActivityStatus.Pending))
               select $"{id}: the journal ends with {told}, stored is {kept}",
        ];
    }
}
