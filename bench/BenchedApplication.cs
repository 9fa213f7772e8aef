using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workflows.Approvals;
using Workflows.Host;
using Workflows.Host.Calls;
using Workflows.Host.Parts;
using Workflows.Host.Operations;
using Workflows.Persistence;

namespace Workflows.Bench;

/// <summary>The whole application with the demo data, on a database of its own, with a call that one unit may answer any number of times.</summary>
internal sealed class BenchedApplication : IAsyncDisposable
{
    private readonly Factory factory;
    private readonly bool isBeside;
    private long call;

    private BenchedApplication(BenchDatabase database, Factory factory, bool isBeside = false) => (Database, this.factory, this.isBeside) = (database, factory, isBeside);

    public BenchDatabase Database { get; }

    /// <summary>The clock, which only moves when it is told to, and a millisecond whenever it is asked.</summary>
    public FakeTimeProvider Clock => factory.Clock;

    /// <summary>Where it listens, if it was told to.</summary>
    public Uri Address => factory.ClientOptions.BaseAddress;

    public IServiceProvider Services => factory.Services;

    /// <summary>The applicant's handler, who starts cases and fills in the form.</summary>
    public Caller Handler { get; private set; } = null!;

    /// <summary>The applicant's head, who signs and gives the unit's opinion.</summary>
    public Caller Head { get; private set; } = null!;

    public Caller Administrator { get; private set; } = null!;

    /// <param name="count">Counts what is sent to the database, or looks into it otherwise, where given.</param>
    /// <param name="listens">Whether it takes requests, at <see cref="Address"/>.</param>
    public static async Task<BenchedApplication> Run(IInterceptor? count = null, bool listens = false)
    {
        var database = await BenchDatabase.Create();
        var application = new BenchedApplication(database, new Factory(database, new FakeTimeProvider(Factory.Now.ToUniversalTime()) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) }, count));
        await application.Start(listens);
        application.Administrator = await application.Caller("platform.flowAdministrator");
        application.Handler = await application.Caller("liaoyang-ou.handler");
        application.Head = await application.Caller("liaoyang-ou.head");
        application.call = await application.OpenCall();
        return application;
    }

    /// <summary>A second node on the same database, with the same clock. It goes before the first one does.</summary>
    public async Task<BenchedApplication> Beside()
    {
        var beside = new BenchedApplication(Database, new Factory(Database, Clock, null), isBeside: true) { Administrator = Administrator, Handler = Handler, Head = Head, call = call };
        await beside.Start(listens: false);
        return beside;
    }

    /// <summary>Starts the chain up to its first work item, the form to fill.</summary>
    public async Task<BegunCase> Begin() => (await Services.GetRequiredService<BeginCase>().Run(Handler, new NewCase(call, Handler.Seats[0].OrganisationId))).Value;

    /// <summary>Decides a work item as its page does.</summary>
    public async Task Decide(Caller caller, long workItemId, string outcome, string? comment = null, JsonObject? data = null) =>
        _ = (await Services.GetRequiredService<Host.Inbox.DecideWorkItem>().Run(caller, workItemId, new Approvals.WorkItems.Decision(outcome, comment, data))).Value;

    /// <summary>The head approves what <see cref="AtOpinion"/> asks.</summary>
    public Task Approve(long workItemId) => Decide(Head, workItemId, "Approve", "同意申报");

    /// <summary>Work items that ask the unit's head for the opinion, each of a case of its own.</summary>
    public async Task<IReadOnlyList<long>> ManyAtOpinion(int count)
    {
        var items = new long[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) => items[i] = (await AtOpinion()).WorkItemId);
        return items;
    }

    /// <summary>A case whose form is submitted and whose pledge is signed.</summary>
    /// <returns>The work item that asks the unit's head for the opinion.</returns>
    public async Task<(long CaseId, long WorkItemId)> AtOpinion()
    {
        var begun = await Begin();
        await Decide(Handler, begun.WorkItemId!.Value, "Submitted", data: new JsonObject { ["form"] = Form.DeepClone() });
        await Decide(Head, await Open(begun.Id, "SignDocument"), "Signed");
        return (begun.Id, await Open(begun.Id, "OpinionTask"));
    }

    /// <summary>What an act writes, row by row.</summary>
    public async Task<IReadOnlyList<WrittenRow>> Written(Func<Task> act)
    {
        await using var connection = await Database.Open();
        return await WrittenRows.Of(connection, await Read(db => Task.FromResult(Table.Of(db))), act);
    }

    /// <summary>The act's rows as a batch that can be written again and again.</summary>
    public async Task<RawBatch> Recorded(Func<Task> act) => new(await Database.Open(), await Written(act));

    /// <summary>The same batch on a connection of its own.</summary>
    public async Task<RawBatch> Again(RawBatch batch) => batch.On(await Database.Open());

    public Task<T> Read<T>(Func<ApprovalsDb, Task<T>> read) =>
        Services.GetRequiredService<UnitOfWork>().Read((scope, _) => read(scope.GetRequiredService<ApprovalsDb>()));

    /// <summary>Ends the application and leaves what it worked on.</summary>
    public async Task<BenchDatabase> Leave()
    {
        await factory.DisposeAsync();
        return Database;
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        if (!isBeside) await Database.DisposeAsync();
    }

    private Task Start(bool listens)
    {
        if (listens)
        {
            factory.UseKestrel(0);
            factory.StartServer();
        }
        return Services.GetRequiredService<StartUp>().Finished;
    }

    /// <summary>The open work item of that kind on a case.</summary>
    public Task<long> Open(long caseId, string kind) => Read(db => db.WorkItems.Where(w => w.CaseId == caseId && w.Kind == kind).Select(w => w.Id).SingleAsync());

    /// <summary>Somebody of the demo data.</summary>
    public Task<Caller> Caller(string userName) => Read(async db =>
    {
        var account = await db.Accounts.Where(a => a.UserName == userName).Select(a => new { a.Id, a.PersonId, a.Person!.Name }).SingleAsync();
        var seats = await db.SeatHoldings.Where(h => h.PersonId == account.PersonId)
            .Select(h => new HeldSeat(h.SeatId, h.Seat!.Role, h.Seat.OrganisationId, h.Seat.Organisation!.FullName))
            .ToListAsync();
        return new Caller(account.Id, account.PersonId, userName, account.Name, seats);
    });

    /// <summary>The province's call of the demo data once more, with any number of cases per unit.</summary>
    private async Task<long> OpenCall()
    {
        var fields = await Read(async db =>
        {
            var model = await db.Calls.Include(c => c.Parent).SingleAsync(c => c.Code == "PS3-LN");
            return CallFields.Of(model, documentNumber: null, model.Parent!.Code) with { Code = "BENCH-LN", CasesPerUnit = 0 };
        });
        var created = (await Services.GetRequiredService<CreateCall>().Run(Administrator, fields)).Value;
        _ = (await Services.GetRequiredService<OpenCall>().Run(Administrator, created.Id)).Value;
        return created.Id;
    }

    /// <summary>F-01 with every check passed.</summary>
    private static JsonObject Form { get; } = JsonNode.Parse(
        """
        {
          "route": "recommended", "region": "northeast", "communityLevel": "county", "personInCharge": "负责人", "phone": ["13000000000"], "address": "单位所在地",
          "intendedProject": "elderly", "conditions": [true, true, true, true, true, true, true], "conditionsByMeasures": [true, true, true], "pledgeText": true
        }
        """)!.AsObject();

    private sealed class Factory(BenchDatabase database, FakeTimeProvider clock, IInterceptor? count) : WebApplicationFactory<StartUp>
    {
        /// <summary>The morning before the demo data's call closes; the clock stands still, so that a long run does not run past it.</summary>
        public static readonly DateTimeOffset Now = new(2023, 5, 27, 9, 0, 0, TimeSpan.FromHours(8));

        public FakeTimeProvider Clock => clock;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            // Not Development, which checks every scope at every resolution; not Production, which has no demo data.
            builder.UseEnvironment("Benchmarks");
            builder.UseContentRoot(AppContext.BaseDirectory);
            builder.UseSetting("ConnectionStrings:Workflows", database.Connection);
            builder.UseSetting("DataDirectory", database.Folder);
            builder.UseSetting("Background:Enabled", "false");
            builder.UseSetting("Demo:Enabled", "true");
            builder.UseSetting("Serilog:MinimumLevel:Default", "Warning");
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                if (count is null) return;
                services.ConfigureDbContext<SqliteWorkflowsDb>(options => options.AddInterceptors(count));
                services.ConfigureDbContext<PostgresWorkflowsDb>(options => options.AddInterceptors(count));
            });
        }
    }
}
