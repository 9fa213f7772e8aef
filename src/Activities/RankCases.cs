using System.Globalization;
using Workflows.Activities.Words;
using Workflows.Approvals.Rankings;

namespace Workflows.Activities;

/// <summary>
/// 排序（限额）: asks for the order in which the call recommends what is shortlisted. Every kind has an order of its own, without gaps or ties (R35); the
/// quota of a kind is that of its call. Over a soft quota only with a reason, over a hard one not at all (R34). The board is kept while people work on it;
/// until the order is final it may be asked for again.
/// </summary>
[Activity("Approvals", "评定与名单", "请承办方排定入围申报件的推荐顺序，各类分别排序；超出原则上的限额须说明理由，未排入的列为候补。", DisplayName = "排序（限额）")]
[InEnglish("Rank the cases", "Asks for the order of recommendation, each kind apart; over a soft quota only with a reason.")]
[FlowNode("WithinQuota", "OverQuota")]
public sealed class RankCases([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : AskingActivity(source, line)
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var call = await context.OwnCallAsync();
        await context.GetRequiredService<DraftRanking>().Run(call, context.CancellationToken);
        var quotas = await context.Db().QuotasOf(call, context.CancellationToken);
        var request = new JsonObject
        {
            ["callId"] = call.Id.ToString(CultureInfo.InvariantCulture),
            ["kinds"] = new JsonArray([.. (await context.Db().KindsOf(call, context.CancellationToken)).Select(kind => new JsonObject
            {
                ["kind"] = kind,
                ["quota"] = quotas.GetValueOrDefault(kind)?.Count,
                ["strength"] = quotas.GetValueOrDefault(kind)?.Strength.ToString().ToLowerInvariant(),
            })]),
        };
        await AskAsync(context, new Question(["Ranked"], request), OnDecidedAsync);
    }

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context)
    {
        await EnterAsync(context);
        var answer = Answer.Of(context);
        if (Ranks(answer) is not { } ranks)
        {
            context.Refuse(new("ranking.place", answer.Data["ranks"]?.ToJsonString() ?? ""));
            return;
        }

        var decided = await context.GetRequiredService<DecideRanking>().Run(
            await context.OwnCallAsync(), ranks.Count == 0 ? null : ranks, answer.Data["overQuota"]?.ToString(), context.CancellationToken);
        if (context.OrRefuse(decided) is not { } excess) return;
        await context.CompleteActivityWithOutcomesAsync(excess.IsOver ? "OverQuota" : "WithinQuota");
    }

    /// <summary>The places by case; empty: as the board stands. Null: not readable.</summary>
    private static Dictionary<long, int>? Ranks(Answer answer)
    {
        var ranks = new Dictionary<long, int>();
        foreach (var (id, place) in answer.Data["ranks"] as JsonObject ?? [])
        {
            if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var caseId)) return null;
            if (!int.TryParse(place?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var rank)) return null;
            ranks[caseId] = rank;
        }

        return ranks;
    }
}
