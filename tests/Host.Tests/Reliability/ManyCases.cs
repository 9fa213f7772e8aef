using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Calls;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Account;
using Workflows.Host.Calls;
using Workflows.Host.Inbox;
using Workflows.Host.Parts;
using Workflows.Host.Tests.Cases;
using Workflows.Persistence;

namespace Workflows.Host.Tests.Reliability;

/// <summary>A call that one unit may answer any number of times, and cases of it by the same verbs that the pages use.</summary>
internal sealed class ManyCases
{
    /// <summary>A work item and how it is decided.</summary>
    public sealed record Step(long WorkItemId, string Who, string Outcome, JsonObject? Data = null);

    public const string Handler = "liaoyang-ou.handler", Head = "liaoyang-ou.head", Custodian = "liaoyang-ou.sealCustodian";

    private readonly RunningApplication app;
    private Caller handler = null!, head = null!;

    private ManyCases(RunningApplication app) => this.app = app;

    public long CallId { get; private set; }

    /// <summary>Who fills in the form.</summary>
    public Caller Filler => handler;

    /// <summary>Who signs and gives the unit's opinion.</summary>
    public Caller Decider => head;

    /// <summary>What is to be done next in a case of such a call, up to the unit's opinion.</summary>
    /// <param name="view">The case as the API shows it.</param>
    /// <returns>Null when the case has come so far.</returns>
    public static Step? NextStep(JsonNode view) => view["openWork"]!.AsArray().FirstOrDefault() is not { } item ? null : (Id: long.Parse(item["id"]!.ToString(), CultureInfo.InvariantCulture), Kind: item["kind"]!.ToString()) switch
    {
        (var id, "FillForm") => new(id, Handler, "Submitted", new JsonObject { ["form"] = PilotSiteWalk.FilledForm() }),
        (var id, "SignDocument") => new(id, Head, "Signed"),
        (var id, "OpinionTask") => new(id, Head, "Approve"),
        _ => null,
    };

    public static async Task<ManyCases> Open(RunningApplication app)
    {
        var many = new ManyCases(app);
        var administrator = await many.Caller("platform.flowAdministrator");
        (many.handler, many.head) = (await many.Caller(Handler), await many.Caller(Head));
        var today = app.Clock.GetUtcNow();
        var fields = await many.Read(async db =>
        {
            var open = await db.Calls.Include(c => c.Parent).Where(c => c.Status == CallStatus.Open && c.ChainId == "pilot-site-application" && c.ParentId != null).ToListAsync();
            var model = open.Where(c => c.IsInTime(today) && c.Code.Contains("-LN", StringComparison.Ordinal)).OrderBy(c => c.Code, StringComparer.Ordinal).First();
            return CallFields.Of(model, documentNumber: null, model.Parent!.Code) with { Code = "MANY-LN", CasesPerUnit = 0 };
        });
        many.CallId = (await app.Services.GetRequiredService<CreateCall>().Run(administrator, fields)).Value.Id;
        _ = (await app.Services.GetRequiredService<Host.Calls.OpenCall>().Run(administrator, many.CallId)).Value;
        return many;
    }

    /// <returns>A case, and the work item that asks for its form.</returns>
    public async Task<(long CaseId, long WorkItemId)> Begin()
    {
        var begun = (await app.Services.GetRequiredService<BeginCase>().Run(handler, new NewCase(CallId, handler.Seats[0].OrganisationId))).Value;
        return (begun.Id, begun.WorkItemId!.Value);
    }

    /// <summary>The open work item of this kind in a case.</summary>
    public Task<long> WorkOn(long caseId, string kind) => Read(db => db.WorkItems.Where(w => w.CaseId == caseId && w.Kind == kind).Select(w => w.Id).SingleAsync());

    /// <returns>The work item that asks the unit's head for the opinion.</returns>
    public async Task<long> AtOpinion() => await WorkOn(await CaseAtOpinion(), "OpinionTask");

    /// <returns>The work item that asks for the unit's seal.</returns>
    public async Task<(long CaseId, long WorkItemId)> AtSeal()
    {
        var caseId = await CaseAtOpinion();
        await Decide(head, await WorkOn(caseId, "OpinionTask"), new Decision("Approve", "同意", null));
        return (caseId, await WorkOn(caseId, "ApplySeal"));
    }

    private async Task<long> CaseAtOpinion()
    {
        var (caseId, form) = await Begin();
        await Decide(handler, form, new Decision("Submitted", null, new() { ["form"] = PilotSiteWalk.FilledForm() }));
        await Decide(head, await WorkOn(caseId, "SignDocument"), new Decision("Signed", null, null));
        return caseId;
    }

    private async Task Decide(Caller caller, long id, Decision decision) => _ = (await app.Services.GetRequiredService<DecideWorkItem>().Run(caller, id, decision)).Value;

    private Task<Caller> Caller(string userName) =>
        app.Services.GetRequiredService<UnitOfWork>().Read(async (scope, token) => (await scope.GetRequiredService<FindCaller>().Named(userName, token))!, TestContext.Current.CancellationToken);

    private Task<T> Read<T>(Func<ApprovalsDb, Task<T>> read) => app.Services.GetRequiredService<UnitOfWork>().Read((scope, _) => read(scope.GetRequiredService<ApprovalsDb>()), TestContext.Current.CancellationToken);
}
