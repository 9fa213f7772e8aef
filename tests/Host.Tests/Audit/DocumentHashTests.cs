using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Seals;
using Workflows.Host.Studio.Definitions;
using Workflows.Host.Tests.Cases;
using Workflows.Host.Tests.Lists;
using Workflows.Host.Tests.Studio;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Audit;

/// <summary>An entry about a document says which one it was, by its hash.</summary>
public class DocumentHashTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_decided_filed_and_published_under_the_hash_that_is_sealed()
    {
        var (running, id) = await PublishedCall.Published(DatabaseKind.Sqlite, cluster);
        await using var app = running;
        var listId = long.Parse(id, System.Globalization.CultureInfo.InvariantCulture);
        var list = await app.Services.GetRequiredService<UnitOfWork>().Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().Lists.Include(l => l.Entries).SingleAsync(l => l.Id == listId, token), Stop);
        var hash = SealList.HashOf(list);
        var entries = await Entries(app, Subject.Call(list.CallId));
        foreach (var action in new[] { "list.decided", "list.filed", "list.published" })
            entries.Last(e => e.Action == action).DocumentHash.ShouldBe(hash, action);
        entries.Where(e => e.Action == "seal.affixed").ShouldAllBe(e => e.DocumentHash == hash);

        // A corrected list is another document.
        var first = list.Entries.First(e => e.IsListed);
        var publisher = app.As("caea.caeaPublisher");
        var corrected = (await publisher.Post($"/api/lists/{id}/corrections", new { note = "更正名称", names = new Dictionary<string, string> { [$"{first.CaseId}"] = first.Unit + "（更正）" } })).Succeeded();
        (await Entries(app, Subject.Call(list.CallId))).Last(e => e.Action == "list.corrected").DocumentHash.ShouldNotBeNull().ShouldNotBe(hash, corrected.Text);
    }

    [Fact]
    public async Task A_chart_is_published_under_the_hash_of_the_file_that_is_exported_of_it_also_when_a_newer_version_came()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var client = app.As("platform.flowAdministrator");
        async Task Save(string text, bool publish) => (await client.Post("/elsa/api/workflow-definitions", new { model = Charts.Row("hashed", "有指纹的流程", Charts.Line("a", text)), publish })).Succeeded();
        async Task<string> Exported(string definition, int version) =>
            DefinitionHash.Of(JsonNode.Parse((await client.Get($"/elsa/api/workflow-definitions/{definition}/export?versionOptions={version}")).Text)!.AsObject());

        await Save("一", publish: true);
        await Save("二", publish: true);
        await Save("三", publish: false);
        var published = (await Entries(app, Subject.Definition("hashed"))).Where(e => e.Action == "definition.published").Select(e => e.DocumentHash).ToList();
        published.ShouldBe([await Exported("hashed", 1), await Exported("hashed", 2)]);
        published[0].ShouldNotBe(published[1]);

        (await Entries(app, Subject.Definition("pilot-site-application"))).Single(e => e.Action == "definition.published").DocumentHash.ShouldBe(await Exported("pilot-site-application", 1));
    }

    [Fact]
    public async Task A_decision_names_the_form_that_was_seen()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        (await app.Decide("liaoyang-edu.head", id, "OpinionTask", "Return", "请补充材料")).Succeeded();
        var entries = await Entries(app, $"Case:{id}");
        var form = entries.Last(e => e.Action == "form.submitted").DocumentHash.ShouldNotBeNull();
        var decided = entries.Where(e => e.Action == "work-item.decided").ToList();
        decided.Where(e => e.Before!.StartsWith("FillForm", StringComparison.Ordinal)).ShouldAllBe(e => e.DocumentHash == null, "what was handed in is the entry form.submitted");
        decided.Where(e => e.Before!.StartsWith("OpinionTask", StringComparison.Ordinal)).Select(e => e.DocumentHash).Distinct().ShouldBe([form]);
        entries.Last(e => e.Action == "opinion.written").DocumentHash.ShouldBe(form);
    }

    private static Task<List<AuditEntry>> Entries(RunningApplication app, string subject) => app.Services.GetRequiredService<UnitOfWork>().Read(
        (scope, token) => scope.GetRequiredService<ApprovalsDb>().AuditEntries.Where(e => e.Subject == subject).OrderBy(e => e.Sequence).ToListAsync(token), Stop);
}
