using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;
using Workflows.Approvals.Duties;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Seals;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Tests.Cases;

namespace Workflows.Host.Tests.Security;

/// <summary>
/// One thing of every kind that belongs to the county of 辽阳, in the names of those who made it, and who has no part in it: other counties, cities and provinces, neighbours
/// of the same county, whoever comes later in the chain, who once held a seat there, and administrators of other things.
/// </summary>
internal sealed class World
{
    /// <summary>Ids that were never given, in place of each that was.</summary>
    public const string Absent = "912805994221478782";

    /// <summary>Nobody of them may know of anything of 辽阳县.</summary>
    public static readonly IReadOnlyList<string> Outsiders =
    [
        "kuandian-ou.handler", "kuandian-ou.head", "kuandian-centre.sealCustodian", "kangping-ou.handler", "dd-edu.reviewer", "sy-centre.handler", "sy-edu.head", "zj-edu.handler", "sh-edu.reviewer", "tonglu-vocational.handler", "gd-edu.reviewer",
        "liaoyang-vocational.handler", "liaoyang-ou.head", "ly-edu.head", "liaoyang-edu.reviewer", "platform.securityAdministrator", "platform.orgAdministrator",
    ];

    /// <summary>Somebody who may see each kind of thing, so that a refusal of everybody would be noticed.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Insiders = new Dictionary<string, string[]>
    {
        ["case"] = ["liaoyang-centre.handler", "liaoyang-college.handler", "platform.auditor"],
        ["call"] = ["platform.flowAdministrator"],
        ["seal"] = ["liaoyang-centre.sealCustodian"],
        ["list"] = ["platform.auditor"],
    };

    /// <summary>Of these not even a colleague knows.</summary>
    private static readonly HashSet<string> Private = ["phrase", "view", "api-key", "notification", "substitution", "upload", "session"];

    private readonly Dictionary<string, List<string>> ids = [];

    public required RunningApplication App { get; init; }

    /// <summary>Words that stand in these things and nowhere else.</summary>
    public List<string> Secrets { get; } = ["机密的草稿标题", "机密的名单标题", "机密的附件"];

    /// <summary>The ids of a kind of thing.</summary>
    public IReadOnlyList<string> Of(string kind) => ids.TryGetValue(kind, out var found) ? found : throw new InvalidOperationException($"Expected a {kind} in this world, found none. Add one to {nameof(World)}.");

    /// <summary>Who may know nothing of a kind of thing.</summary>
    public static bool IsStranger(string userName, string kind) => Outsiders.Contains(userName) || Private.Contains(kind);

    /// <summary>A colleague, for what is kept by one person alone.</summary>
    public const string Colleague = "liaoyang-centre.sealCustodian";

    public static async Task<World> Make(RunningApplication app)
    {
        var world = new World { App = app };
        var (handler, head) = (app.As("liaoyang-centre.handler"), app.As("liaoyang-centre.head"));
        var under = await app.UpToTheSuperior("liaoyang-centre");
        var (begun, form) = await app.Begin("liaoyang-college");
        world.Add("case", under, begun);
        world.Add("work-item", form);
        (await app.As("liaoyang-college.handler").Put($"/api/cases/{begun}/drafts/pilot-site", new { personInCharge = "机密的负责人" })).Succeeded();
        world.Add("attachment", Id((await app.As("liaoyang-college.handler").Upload($"/api/cases/{begun}/attachments", "机密的附件.pdf", Order.Pdf)).Value));
        world.Add("upload", Id((await app.As("liaoyang-college.handler").Post($"/api/cases/{begun}/uploads", new { name = "b.pdf", size = 20 })).Value));
        foreach (var id in new[] { under, begun }) world.Secrets.Add((await app.As("platform.auditor").Get($"/api/cases/{id}")).Value["number"]!.GetValue<string>());

        // What people keep for themselves.
        (await handler.Post("/api/me/phrases", new { text = "同意，请办。" })).Succeeded();
        (await handler.Post("/api/me/views", new { name = "本周", query = "tab=open" })).Succeeded();
        world.Add("phrase", Id((await handler.Get("/api/me/phrases")).Value[0]!));
        world.Add("view", Id((await handler.Get("/api/me/views")).Value[0]!));
        world.Add("api-key", Id((await handler.Post("/api/me/api-keys", new { name = "x" })).Value));
        world.Add("session", Id((await handler.Get("/api/me/sessions")).Value[0]!));
        world.Add("seal", Id((await app.As("liaoyang-centre.sealCustodian").Get("/api/seals")).Value[0]!));

        // A call that is being prepared, and somebody who lost the seat over the case.
        var administrator = app.As("platform.flowAdministrator");
        world.Add("call", Id((await administrator.Post($"/api/calls/{await administrator.Call("PS3-LN")}/copies", new { code = "PS9-LN", title = "机密的草稿标题", closesOn = "2023-05-30" })).Value));
        var reviewer = (await app.As("liaoyang-edu.reviewer").Get("/api/me")).Value;
        (await administrator.Delete($"/api/organisations/{reviewer["seats"]![0]!["organisationId"]}/seats/reviewer/holders/{reviewer["personId"]}")).Succeeded();

        var person = long.Parse((await head.Get("/api/me")).Value["personId"]!.ToString(), CultureInfo.InvariantCulture);
        var owner = long.Parse((await handler.Get("/api/me")).Value["personId"]!.ToString(), CultureInfo.InvariantCulture);
        (await handler.Post("/api/me/substitutions", new { substituteId = person.ToString(CultureInfo.InvariantCulture), from = app.Clock.GetUtcNow(), to = app.Clock.GetUtcNow().AddDays(1) })).Succeeded();
        await app.Do(scope => world.Enter(scope, long.Parse(under, CultureInfo.InvariantCulture), person, owner));
        return world;
    }

    /// <summary>What the chain would make later, entered at once.</summary>
    private async Task<int> Enter(IServiceProvider scope, long caseId, long person, long owner)
    {
        var db = scope.GetRequiredService<ApprovalsDb>();
        var now = scope.GetRequiredService<TimeProvider>().GetUtcNow();
        long Next() => scope.GetRequiredService<IdSource>().Next();
        var item = await db.Cases.Include(c => c.Call).SingleAsync(c => c.Id == caseId);
        Add("work-item", [.. (await db.WorkItems.Where(w => w.CaseId == caseId).Select(w => w.Id).ToListAsync()).Select(Text), .. (await db.FinishedWorkItems.Where(w => w.CaseId == caseId).Take(1).Select(w => w.Id).ToListAsync()).Select(Text)]);

        var list = new PublishedList { Id = Next(), CallId = item.CallId, Kind = "x", Title = "机密的名单标题" };
        var objection = new ListObjection { Id = Next(), ListId = list.Id, CallId = item.CallId, PersonId = person, Text = "机密的异议", At = now };
        var duty = new Duty { Id = Next(), CaseId = caseId, CallId = item.CallId, OwnerId = item.ApplicantId, ReceiverId = item.ApplicantId, Year = 2023, Title = "机密的任务", DueAt = now.AddDays(30) };
        var copy = new CopyItem { Id = Next(), Kind = CopyKind.To, CaseId = caseId, CallId = item.CallId, RecipientId = item.ApplicantId, Title = "机密的抄件", SentAt = now };
        var news = new Notification { Id = Next(), PersonId = owner, Kind = NewsKind.Test, At = now, Matter = new Label("机密", "secret"), Link = "/inbox" };
        var paper = await db.SealedPapers.FirstAsync(p => p.CaseId == caseId);
        paper.Made(await db.Keep(Order.Pdf), Order.Pdf.Length, 1, [], now);
        var scan = new PaperScan { Id = Next(), PaperId = paper.Id, CaseId = caseId, PersonId = owner, At = now, PageCount = 1, Pages = [new ScannedPage(1, 1, await db.Keep([0xFF, 0xD8, 0xFF, 1]), await db.Keep([0x89, 0x50, 0x4E, 0x47, 1]))] };
        var gathering = new Gathering { Id = Next(), CaseId = caseId, Scope = GatheringScope.Project, ScopeId = item.ApplicantId, Kind = GatheringKind.Meeting, Title = "机密的活动", StartsAt = now.AddDays(9) };
        var seat = await db.Seats.FirstAsync(s => s.OrganisationId == item.ApplicantId);
        var ranking = new WorkItem { Id = Next(), Kind = "RankCases", CallId = item.CallId, ChainId = "x", OrganisationId = item.ApplicantId, SeatId = seat.Id, Title = new Label("排序", "Rank"), CreatedAt = now };
        db.AddRange(list, objection, duty, copy, news, scan, gathering, ranking);
        foreach (var subject in new[] { Subject.Case(caseId), Subject.Call(item.CallId), Subject.Paper(paper.Id) }) await scope.GetRequiredService<AuditTrail>().Write(subject, "test.entered", cancellation: default);

        Add("substitution", Text((await db.Substitutions.FirstAsync(s => s.PersonId == owner)).Id));
        Add("list", Text(list.Id));
        Add("objection", Text(objection.Id));
        Add("duty", Text(duty.Id));
        Add("copy", Text(copy.Id));
        Add("notification", Text(news.Id));
        Add("paper", Text(paper.Id));
        Add("scan", Text(scan.Id));
        Add("gathering", Text(caseId));
        Add("ranking", Text(item.CallId));
        return 0;
    }

    private void Add(string kind, params IReadOnlyCollection<string> found)
    {
        if (!ids.TryGetValue(kind, out var known)) ids[kind] = known = [];
        known.AddRange(found);
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Id(System.Text.Json.Nodes.JsonNode thing) => thing["id"]!.ToString();
}
