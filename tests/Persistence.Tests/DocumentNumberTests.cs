using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Documents;
using Workflows.TestSupport;

namespace Workflows.Persistence.Tests;

/// <summary>发文字号 per issuer, 代字 and year: without a gap however many are issued at once, and whatever is refused after its number was drawn.</summary>
public class DocumentNumberTests(PostgresCluster cluster)
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Issuing_at_once_leaves_no_gap_although_every_third_is_refused(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        const int Drafts = 45;

        await Parallel.ForEachAsync(Enumerable.Range(0, Drafts), new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = TestContext.Current.CancellationToken }, async (draft, _) =>
        {
            var result = await Issue(house, house.UnitId, "辽社指", $"draft-{draft}", refuse: draft % 3 == 0);
            result.IsRefused.ShouldBe(draft % 3 == 0, result.Refusal?.ToString());
        });

        var numbers = await Numbers(house);
        numbers.ShouldBe(Enumerable.Range(1, 30).Select(n => $"辽社指〔2023〕{n}号"), ignoreOrder: true);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Each_issuer_and_prefix_counts_for_itself_and_each_year_anew(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);

        (await Issue(house, house.UnitId, "辽社指", "a")).Value.ShouldBe("辽社指〔2023〕1号");
        (await Issue(house, house.SuperiorId, "辽教局", "b")).Value.ShouldBe("辽教局〔2023〕1号");
        (await Issue(house, house.UnitId, "辽社指", "c")).Value.ShouldBe("辽社指〔2023〕2号");
        house.Clock.Advance(TimeSpan.FromDays(300));
        (await Issue(house, house.UnitId, "辽社指", "d")).Value.ShouldBe("辽社指〔2024〕1号");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_number_known_from_an_older_register_is_gone_on_from_and_a_void_one_is_never_given_again(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        (await house.Units.Run<bool>(Actor.System, async (scope, stop) =>
        {
            await scope.GetRequiredService<Approvals.Numbers>().AtLeast(DocumentNumber.Series(house.UnitId, "辽社指", 2023), 16, stop);
            return true;
        })).Refusal.ShouldBeNull();
        (await Issue(house, house.UnitId, "辽社指", "a")).Value.ShouldBe("辽社指〔2023〕17号");

        (await house.As<Document>(house.Applicant, async scope =>
        {
            var document = await scope.GetRequiredService<ApprovalsDb>().FindDocument("辽社指[2023]017号", TestContext.Current.CancellationToken);
            return await scope.GetRequiredService<VoidDocument>().Run(document!.Id, "内容有误", TestContext.Current.CancellationToken);
        })).Refusal.ShouldBeNull();

        (await Issue(house, house.UnitId, "辽社指", "b")).Value.ShouldBe("辽社指〔2023〕18号");
    }

    private static Task<Result<string>> Issue(House house, long issuer, string prefix, string key, bool refuse = false) =>
        house.Units.Run<string>(Actor.Person(house.Applicant), async (scope, stop) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            var (item, _) = await scope.GetRequiredService<OpenCase>().Run(
                (await db.Calls.FindAsync([house.CallId], stop))!, (await db.Organisations.FindAsync([issuer], stop))!, new NewChildCase(key, "notice-dispatch", key, "公文", house.Clock.GetUtcNow().AddDays(1)), stop);
            var form = NoticeForm.Read(new JsonObject { ["numberPrefix"] = prefix, ["title"] = "通知" });
            var numbered = await scope.GetRequiredService<NumberDocument>().Run(item, form, "hash", stop);
            if (numbered.IsRefused) return numbered.Refusal!;
            return refuse ? new Refusal("document.reason-required") : numbered.Value.Number!;
        });

    private static Task<List<string>> Numbers(House house) =>
        house.Units.Read((scope, stop) => scope.GetRequiredService<ApprovalsDb>().Documents.Select(d => d.Number!).ToListAsync(stop), TestContext.Current.CancellationToken);
}
