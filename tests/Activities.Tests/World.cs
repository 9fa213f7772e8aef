using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Approvals.WorkItems;
using Workflows.Persistence;
using Workflows.TestSupport;
using Case = Workflows.Approvals.Cases.Case;

namespace Workflows.Activities.Tests;

/// <summary>
/// A small Liaoning on a SQLite database: units with their superiors, the provincial centre, the project group with experts, CAEA, the calls PS3
/// and PS3-LN. One activity at a time is the whole chain, run by the real engine; people decide its work items in units of work as in the program.
/// The clock stands at 2023-05-25 09:00 in Shanghai.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;
    private readonly Flows flows;

    private World(TestDatabase database, ServiceProvider services, FakeTimeProvider clock, Flows flows) =>
        (this.database, this.services, Clock, this.flows) = (database, services, clock, flows);

    /// <summary>The instance that was started last; its work items and outcome are looked at.</summary>
    public string Chain { get; set; } = "";
    public FakeTimeProvider Clock { get; }
    public UnitOfWork Units => services.GetRequiredService<UnitOfWork>();
    public Dictionary<string, long> Organisations { get; } = [];

    /// <summary>People by <c>organisation.role</c>.</summary>
    public Dictionary<string, long> People { get; } = [];
    public Dictionary<string, long> Seals { get; } = [];
    public long National { get; private set; }
    public long Provincial { get; private set; }

    public static async Task<World> Build(Action<Call>? national = null)
    {
        var database = await TestDatabase.Create(DatabaseKind.Sqlite, null!);
        var clock = new FakeTimeProvider(new DateTimeOffset(2023, 5, 25, 9, 0, 0, TimeSpan.FromHours(8)));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Workflows"] = database.Connection })
            .Build();
        var (random, flows) = (new Random(20230525), new Flows());
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<RandomNumber>(bound => { lock (random) return random.Next(bound); })
            .AddSingleton(FormDefinitions.Load(Path.Combine(SourceFolder(), "workflows")))
            .AddSingleton<IWorkflowDefinitionService>(flows)
            .AddApprovals()
            .AddPersistence(configuration)
            .AddWorkflowEngine()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        await services.MigrateWorkflows();
        var world = new World(database, services, clock, flows);
        (await world.Units.Run<bool>(Actor.System, (scope, _) => world.Furnish(scope, national))).Refusal.ShouldBeNull();
        return world;
    }

    /// <summary>A case of the unit under the provincial call, with its form submitted.</summary>
    public async Task<long> Case(string unit = "unit", string? form = null)
    {
        var started = await Units.Run<Case>(Actor.Person(People[$"{unit}.handler"]), (scope, _) => scope.GetRequiredService<StartCase>().Run(Provincial, Organisations[unit]));
        started.Refusal.ShouldBeNull();
        var content = (JsonObject)JsonNode.Parse(form ?? """{ "intendedProject": "elderly", "phone": ["13000000000"], "route": "recommended" }""")!;
        (await Units.Run<SubmittedForm>(
            Actor.Person(People[$"{unit}.handler"]),
            (scope, _) => scope.GetRequiredService<SubmitForm>().Run(started.Value.Id, "pilot-site", content, Sealed(scope, content)))).Refusal.ShouldBeNull();
        return started.Value.Id;
    }

    /// <summary>A case that the project group has received.</summary>
    public async Task<long> ReceivedCase(string unit = "unit")
    {
        var id = await Case(unit);
        await Do("group.workGroupOfficer", "group", async scope =>
        {
            var at = Clock.GetUtcNow();
            var receipt = await scope.GetRequiredService<RegisterMaterials>().Run(id, Organisations["group"], [new Material("申请表", true, false)], null, at, at.AddDays(1));
            if (receipt.IsRefused) return receipt.Refusal!;
            return await scope.GetRequiredService<ChangeCaseStatus>().Run(id, CaseStatus.Received);
        });
        return id;
    }

    /// <summary>Starts a chain that is this one activity, for a case.</summary>
    public Task Start(IActivity activity, long caseId) => Start(activity, "CaseId", caseId, $"case:{caseId}");

    /// <summary>Starts a chain that is this one activity, for the national call.</summary>
    public Task StartForCall(IActivity activity) => Start(activity, "CallId", National, $"call:{National}");

    /// <summary>Adds a chain that is one activity, for others to dispatch.</summary>
    public async Task AddChain(string definitionId, IActivity activity)
    {
        activity.Id = "it";
        var workflow = new Workflow(activity)
        {
            Identity = new WorkflowIdentity(definitionId, 1, Guid()),
            Inputs = [new InputDefinition { Name = "CaseId", Type = typeof(string), StorageDriverType = typeof(WorkflowInstanceStorageDriver) }],
        };
        await using var scope = services.CreateAsyncScope();
        flows.Add(await scope.ServiceProvider.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(workflow));
    }

    /// <summary>The person decides the open work item of the kind, alone or with the block, and the chain goes on.</summary>
    public async Task<Refusal?> Decide(string person, string outcome, string? comment = null, string? data = null)
    {
        var decided = await Units.Run<WorkflowRun>(Actor.Person(People[person]), async (scope, _) =>
        {
            var mine = (await scope.GetRequiredService<ReadDecider>().Run(People[person])).Principals;
            var open = await scope.GetRequiredService<ApprovalsDb>().WorkItems.Where(i => i.InstanceId == Chain).ToListAsync();
            var item = open.Find(i => mine.Contains(i.Principal)) ?? open.First();
            var answer = data is null ? null : (JsonObject)JsonNode.Parse(data)!;
            return await GoOn(scope, await scope.GetRequiredService<CloseWorkItem>().Decided(item.Id, new Decision(outcome, comment, answer)));
        });
        return decided.Refusal;
    }

    /// <summary>The applicant takes the case back.</summary>
    public async Task<Refusal?> Recall(string person) => (await Units.Run<WorkflowRun>(Actor.Person(People[person]), async (scope, _) =>
    {
        var item = await scope.GetRequiredService<ApprovalsDb>().WorkItems.SingleAsync(i => i.InstanceId == Chain && i.IsRecallable);
        return await GoOn(scope, await scope.GetRequiredService<CloseWorkItem>().Recalled(item.Id));
    })).Refusal;

    /// <summary>The person hands the own work item to the seat at the same organisation.</summary>
    public Task<Refusal?> Transfer(string person, string role) => Act(person, async (scope, item, seat) => (await scope.GetRequiredService<TransferWorkItem>().Run(item, seat, null, null)).Refusal, role);

    /// <summary>The person asks the seat beside the own work item.</summary>
    public Task<Refusal?> AskBeside(string person, CompanionKind kind, string role, string words) =>
        Act(person, async (scope, item, seat) => (await scope.GetRequiredService<AskBeside>().Run(item, kind, seat, null, words)).Refusal, role);

    /// <summary>The person approves and passes it on to the seat.</summary>
    public Task<Refusal?> PassOn(string person, string role, string opinion) =>
        Act(person, async (scope, item, seat) => (await scope.GetRequiredService<CloseWorkItem>().PassedOn(item, new Decision("Approve", opinion), seat, null, null)).Refusal, role);

    /// <summary>The person takes back what was asked; where the step is decided by that, the chain goes on.</summary>
    public async Task<Refusal?> TakeAway(string person, long companion) => (await Units.Run<bool>(Actor.Person(People[person]), async (scope, _) =>
    {
        var goesOn = await scope.GetRequiredService<CloseWorkItem>().TakenAway(companion);
        if (goesOn.IsRefused) return goesOn.Refusal!;
        return goesOn.Value.BookmarkId is null || goesOn.Value.Outcome is null ? true : (await GoOn(scope, goesOn)).Refusal is { } refusal ? refusal : true;
    })).Refusal;

    /// <summary>拿回 while the step is open, as Host does it: the step learns of it by the bookmark of another signer.</summary>
    public async Task<Refusal?> TakeBack(string person) => (await Units.Run<bool>(Actor.Person(People[person]), async (scope, _) =>
    {
        var (db, me) = (scope.GetRequiredService<ApprovalsDb>(), People[person]);
        var open = await db.WorkItems.Where(i => i.InstanceId == Chain && i.BookmarkId != null).OrderBy(i => i.Id).ToListAsync();
        var said = await db.FinishedWorkItems.Where(f => f.InstanceId == Chain && f.BookmarkId != null).ToListAsync();
        var vote = said.Where(f => f.DecidedById == me && f is { Companion: null, Outcome: not null } && said.TrueForAll(other => other.BookmarkId != f.BookmarkId || other.Id <= f.Id) && !open.Exists(i => i.BookmarkId == f.BookmarkId)).MaxBy(f => f.Id);
        if (vote is null || open.Count == 0) return new Refusal("work-item.unknown", 0);
        scope.GetRequiredService<CurrentActor>().Actor = Actor.Person(me, vote.SeatId, vote.OrganisationId);
        await scope.GetRequiredService<AuditTrail>().Write(Subject.Of(vote.CaseId, vote.CallId), "work-item.taken-back");
        var input = new Dictionary<string, object> { ["WorkItemId"] = $"{vote.Id}", ["Outcome"] = TakingBack.Outcome, ["Comment"] = "", ["Data"] = new JsonObject { [TakingBack.Through] = open[0].BookmarkId } };
        (await scope.GetRequiredService<WorkflowRuntime>().ResumeAsync(open[0].BookmarkId!, input)).Ran.ShouldBeTrue();
        return scope.GetRequiredService<PendingRefusal>().Refusal is { } refusal ? refusal : true;
    })).Refusal;

    /// <summary>The person answers some work item of the own in some way that it allows.</summary>
    public async Task<Refusal?> Answer(string person, Random random)
    {
        var mine = await Read(scope => scope.GetRequiredService<ReadDecider>().Run(People[person]));
        var open = (await WorkItems()).Where(i => i.MayBeDecidedBy(mine) is null).ToList();
        if (open.Count == 0) return new Refusal("work-item.not-yours");
        var item = open[random.Next(open.Count)];
        var decision = new Decision(item.Outcomes[random.Next(item.Outcomes.Count)].Name, "意见");
        return (await Units.Run<bool>(Actor.Person(People[person]), async (scope, _) =>
        {
            var closed = await scope.GetRequiredService<CloseWorkItem>().Decided(item.Id, decision);
            if (closed.IsRefused) return closed.Refusal!;
            return closed.Value.BookmarkId is null ? true : (await GoOn(scope, closed)).Refusal is { } refusal ? refusal : true;
        })).Refusal;
    }

    /// <summary>What waits in the engine.</summary>
    public Task<List<string>> Bookmarks() => Read(async scope =>
        (await scope.GetRequiredService<Engine.Storage.IWorkflowStore>().FindInstanceAsync(Chain))!.WorkflowState.Bookmarks.Select(b => b.Id).ToList());

    private async Task<Refusal?> Act(string person, Func<IServiceProvider, long, long, Task<Refusal?>> act, string role) => (await Units.Run<bool>(Actor.Person(People[person]), async (scope, _) =>
    {
        var mine = (await scope.GetRequiredService<ReadDecider>().Run(People[person])).Principals;
        var open = await scope.GetRequiredService<ApprovalsDb>().WorkItems.Where(i => i.InstanceId == Chain).ToListAsync();
        if (open.Find(i => mine.Contains(i.Principal)) is not { } item) return new Refusal("work-item.not-yours");
        return await act(scope, item.Id, seats[$"{person.Split('.')[0]}.{role}"]) is { } refusal ? refusal : true;
    })).Refusal;

    /// <summary>Lets the clock run to an instant in Shanghai and decides what the clock decides.</summary>
    public async Task Until(string local)
    {
        Clock.SetUtcNow(DateTimeOffset.Parse(local + "+08:00", CultureInfo.InvariantCulture).ToUniversalTime());
        foreach (var item in (await WorkItems()).Where(i => i.OutcomeWhenDue is not null && i.DueAt < Clock.GetUtcNow()))
        {
            (await Units.Run<WorkflowRun>(Actor.Timer, async (scope, _) => await GoOn(scope, await scope.GetRequiredService<CloseWorkItem>().Expired(item.Id)))).Refusal.ShouldBeNull();
        }
    }

    /// <summary>The outcome that the activity completed with; null while it waits.</summary>
    public Task<string?> Outcome() => Read(async scope =>
    {
        var instance = await scope.GetRequiredService<Engine.Storage.IWorkflowStore>().FindInstanceAsync(Chain);
        var incident = instance!.WorkflowState.Incidents.FirstOrDefault();
        if (incident is not null) return $"Fault: {incident.Message}";
        var runs = await scope.GetRequiredService<Engine.Storage.IWorkflowStore>().ListActivityExecutionsAsync(Chain);
        var own = runs.Single(r => r.ActivityId == "it");
        return own.Status != ActivityStatus.Completed ? null
            : own.Payload?.TryGetValue("Outcomes", out var names) == true ? JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(names))![0]!.ToString() : "Done";
    });

    /// <summary>Works off the queue.</summary>
    /// <returns>How many pieces of work there were.</returns>
    public async Task<int> WorkOff()
    {
        for (var done = 0; ; done++)
        {
            var next = await Read<IReadOnlyList<Engine.Storage.QueuedWork>>(async scope => await scope.GetRequiredService<Engine.Storage.IWorkflowStore>().ListQueuedWorkAsync(Clock.GetUtcNow(), 1));
            if (next.Count == 0) return done;
            (await Units.Run<WorkflowRun>(Actor.System, async (scope, _) => await scope.GetRequiredService<WorkflowRuntime>().WorkOffAsync(next[0]))).Refusal.ShouldBeNull();
        }
    }

    /// <summary>From now on the province is a municipality: no city between it and its districts.</summary>
    public async Task Municipality() => (await Units.Run<bool>(Actor.System, (scope, _) =>
    {
        var day = new DateOnly(2020, 1, 1);
        scope.GetRequiredService<ApprovalsDb>().AddRange(
            new Area { Code = "21", Name = "直辖市", Level = AdminLevel.Province, Structure = AreaStructure.Municipality, EffectiveFrom = day },
            new Area { Code = "211021", Name = "区", Level = AdminLevel.County, ParentCode = "21", EffectiveFrom = day });
        return Task.FromResult(Result<bool>.Of(true));
    })).Refusal.ShouldBeNull();

    /// <summary>An administrator stops the chain.</summary>
    public async Task Cancel() =>
        (await Units.Run<WorkflowRun>(Actor.System, async (scope, _) => await scope.GetRequiredService<WorkflowRuntime>().CancelAsync(Chain))).Refusal.ShouldBeNull();

    public Task<object?> Output(string name) => Read(async scope =>
    {
        var runs = await scope.GetRequiredService<Engine.Storage.IWorkflowStore>().ListActivityExecutionsAsync(Chain);
        return runs.Single(r => r.ActivityId == "it").Outputs is { } outputs && outputs.TryGetValue(name, out var value) ? value?.ToString() : (object?)null;
    });

    public Task<List<WorkItem>> WorkItems() => Read(scope => scope.GetRequiredService<ApprovalsDb>().WorkItems.Include(i => i.Barred).Include(i => i.Organisation).Where(i => i.InstanceId == Chain).ToListAsync());

    public Task<Case> Load(long caseId) => Read(async scope => (await scope.GetRequiredService<ApprovalsDb>().LoadCase(caseId))!);

    public Task<PublishedList?> List() => Read(scope => scope.GetRequiredService<ApprovalsDb>().CurrentList(National));

    public Task<List<AuditEntry>> Audit(string subject) =>
        Read(scope => scope.GetRequiredService<ApprovalsDb>().AuditEntries.Where(e => e.Subject == subject).OrderBy(e => e.Sequence).ToListAsync());

    public Task<T> Read<T>(Func<IServiceProvider, Task<T>> reader) => Units.Read((scope, _) => reader(scope));

    /// <summary>One act of a person for an organisation, outside of any chain.</summary>
    public async Task Do<T>(string person, string organisation, Func<IServiceProvider, Task<Result<T>>> act) =>
        (await Units.Run(Actor.Person(People[person], Seat(person), Organisations[organisation]), (scope, _) => act(scope))).Refusal.ShouldBeNull();

    /// <summary>Sets the scene: what it changes is entered in the audit trail as furnished.</summary>
    public async Task Change(Func<ApprovalsDb, Task> change) => (await Units.Run<bool>(Actor.System, async (scope, _) =>
    {
        var db = scope.GetRequiredService<ApprovalsDb>();
        await change(db);
        db.ChangeTracker.DetectChanges();
        foreach (var subject in db.ChangeTracker.Entries<IAudited>().Where(e => e.State != EntityState.Unchanged).Select(e => e.Entity.Subject).Distinct().ToList())
            await scope.GetRequiredService<AuditTrail>().Write(subject, "test.furnished");
        return true;
    })).Refusal.ShouldBeNull();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        database.Dispose();
    }

    private readonly Dictionary<string, long> seats = [];

    private long? Seat(string person) => seats.TryGetValue(person, out var seat) ? seat : null;

    private async Task Start(IActivity activity, string input, long id, string correlationId)
    {
        activity.Id = "it";
        var workflow = new Workflow(activity)
        {
            Identity = new WorkflowIdentity("flow", 1, Guid()),
            Inputs = [new InputDefinition { Name = input, Type = typeof(string), StorageDriverType = typeof(WorkflowInstanceStorageDriver) }],
        };
        await using var scope = services.CreateAsyncScope();
        flows.Add(await scope.ServiceProvider.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(workflow));
        var started = await Units.Run<WorkflowRun>(Actor.System, async (own, _) =>
            await own.GetRequiredService<WorkflowRuntime>().StartAsync(
                WorkflowDefinitionHandle.ByDefinitionVersionId(workflow.Identity.Id),
                new WorkflowStart { CorrelationId = correlationId, Input = new Dictionary<string, object> { [input] = id.ToString(CultureInfo.InvariantCulture) } }));
        started.Refusal.ShouldBeNull();
        Chain = started.Value.Instance!.Id;
    }

    private static int version;

    private static string Guid() => $"flow-{Interlocked.Increment(ref version)}";

    private static async Task<Result<WorkflowRun>> GoOn(IServiceProvider scope, Result<FinishedWorkItem> closed)
    {
        if (closed.IsRefused) return closed.Refusal!;
        var run = await scope.GetRequiredService<WorkflowRuntime>().ResumeAsync(closed.Value.BookmarkId!, new Dictionary<string, object>
        {
            ["WorkItemId"] = closed.Value.Id.ToString(CultureInfo.InvariantCulture),
            ["Outcome"] = closed.Value.Outcome!,
            ["Comment"] = closed.Value.Comment ?? "",
            ["Data"] = closed.Value.Data?.ToJsonString() ?? "",
        });
        run.Ran.ShouldBeTrue();
        return run;
    }

    private static JsonObject Sealed(IServiceProvider scope, JsonObject content) =>
        (JsonObject)JsonNode.Parse(FormContent.Canonical(scope.GetRequiredService<FormDefinitions>().Find("pilot-site")!, content))!;

    /// <summary>The folder of the repository, found from the tests' own folder upward.</summary>
    internal static string SourceFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Workflows.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private async Task<Result<bool>> Furnish(IServiceProvider scope, Action<Call>? change)
    {
        var (db, ids, audit) = (scope.GetRequiredService<ApprovalsDb>(), scope.GetRequiredService<IdSource>(), scope.GetRequiredService<AuditTrail>());
        var from = Clock.GetUtcNow().AddDays(-1);
        await Organisation("edu", OrgKind.EducationAuthority, AdminLevel.Province, "21", "辽宁省教育厅", null, "handler");
        await Organisation("bureau", OrgKind.EducationAuthority, AdminLevel.County, "211021", "辽阳县教育局", "edu", "head", "sealCustodian");
        await Organisation("unit", OrgKind.OpenUniversity, AdminLevel.County, "211021", "辽阳县开放大学", "bureau", "handler", "head", "sealCustodian");
        await Organisation("unit2", OrgKind.CommunityCollege, AdminLevel.County, "211021", "辽阳县社区学院", "bureau", "handler", "head", "sealCustodian");
        await Organisation("centre", OrgKind.GuidanceCentre, AdminLevel.Province, "21", "辽宁省社区教育指导中心", "edu", "receivingClerk", "head");
        await Organisation("caea", OrgKind.Caea, AdminLevel.National, "00", "中国成人教育协会", null, "caeaRegistrar", "caeaPublisher");
        await Organisation("group", OrgKind.ProjectGroup, AdminLevel.National, "00", "区域终身学习发展共同体项目组", null, "workGroupOfficer", "projectGroupHead", "handler");
        var expertSeat = new Seat { Id = ids.Next(), OrganisationId = Organisations["group"], Role = SeatRole.Expert };
        db.Add(expertSeat);
        foreach (var (expert, unit) in new[] { ("expert1", "caea"), ("expert2", "caea"), ("expert3", "caea"), ("expertOfUnit", "unit") })
            await Person(expert, Organisations[unit], expertSeat.Id);

        var call = new Call
        {
            Id = ids.Next(), Code = "PS3", Title = "第三批实验点", Kind = "pilotSite", Year = 2023, Routes = [Route.Recommended, Route.Direct],
            ChainId = "pilot-site-application", FormKey = "pilot-site", AssessById = Organisations["group"], FileWithId = Organisations["caea"], PublishById = Organisations["caea"],
            PublishChannels = ["协会官网"], Materials = [new Material("资格申请表", true, false)], MinExperts = 2, CasesPerUnit = 0,
        };
        change?.Invoke(call);
        call.SetDeadline(new DateOnly(2023, 5, 31)).ShouldBeNull();
        call.Open().ShouldBeNull();
        var child = new Call
        {
            Id = ids.Next(), Code = "PS3-LN", Title = "第三批实验点（辽宁）", Kind = "pilotSite", Year = 2023, Routes = [Route.Recommended], ParentId = call.Id,
            ChainId = "pilot-site-application", FormKey = "pilot-site", CollectorId = Organisations["centre"], ScopeAreaCode = "21",
            Materials = [new Material("资格申请表", true, true)], CasesPerUnit = 0,
        };
        child.SetDeadline(new DateOnly(2023, 5, 29), parent: call).ShouldBeNull();
        child.Open().ShouldBeNull();
        db.AddRange(call, child);
        (National, Provincial) = (call.Id, child.Id);
        await audit.Write(Subject.Call(call.Id), "test.furnished");
        await audit.Write(Subject.Call(child.Id), "test.furnished");
        return true;

        async Task Organisation(string key, OrgKind kind, AdminLevel level, string area, string name, string? above, params string[] roles)
        {
            var organisation = new Organisation
            {
                Id = ids.Next(), FullName = name, ShortName = name, Kind = kind, Level = level, GovernedBy = level, AreaCode = area,
                IsEducationAuthority = kind == OrgKind.EducationAuthority,
                AdminParentId = above is null ? null : Organisations[above], CompetentSuperiorId = above is null ? null : Organisations[above],
            };
            Organisations[key] = organisation.Id;
            db.Add(organisation);
            await audit.Write(Subject.Organisation(organisation.Id), "test.furnished");
            foreach (var role in roles)
            {
                var seat = new Seat { Id = ids.Next(), OrganisationId = organisation.Id, Role = Enum.Parse<SeatRole>(role, ignoreCase: true) };
                db.Add(seat);
                seats[$"{key}.{role}"] = seat.Id;
                await Person($"{key}.{role}", organisation.Id, seat.Id);
                if (seat.Role != SeatRole.SealCustodian) continue;
                var seal = new Seal { Id = ids.Next(), OwnerId = organisation.Id, Name = name, CustodianSeatId = seat.Id, ValidFrom = new DateOnly(2020, 1, 1) };
                db.Add(seal);
                Seals[key] = seal.Id;
                await audit.Write(Subject.Seal(seal.Id), "test.furnished");
            }
        }

        async Task Person(string key, long organisation, long seat)
        {
            var person = new Person { Id = ids.Next(), Name = key, OrganisationId = organisation };
            People[key] = person.Id;
            db.AddRange(person, new SeatHolding { Id = ids.Next(), PersonId = person.Id, SeatId = seat, From = from });
            await audit.Write(Subject.Person(person.Id), "test.furnished");
        }
    }
}
