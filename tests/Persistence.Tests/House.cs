using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.Seals;
using Workflows.Approvals.WorkItems;
using Workflows.TestSupport;
using Case = Workflows.Approvals.Cases.Case;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

namespace Workflows.Persistence.Tests;

/// <summary>A migrated database with one county unit in Liaoning, its superior and an open call; the clock stands at 2023-05-25 09:00 in Shanghai.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly TestDatabase database;

    private House(TestDatabase database, ServiceProvider services)
    {
        this.database = database;
        Services = services;
    }

    public ServiceProvider Services { get; }
    public FakeTimeProvider Clock { get; private init; } = null!;
    public UnitOfWork Units => Services.GetRequiredService<UnitOfWork>();

    public long UnitId { get; private set; }
    public long SuperiorId { get; private set; }
    public long CallId { get; private set; }

    /// <summary>Holds handler, head and no seal at the unit.</summary>
    public long Applicant { get; private set; }

    /// <summary>Keeps the seal of the unit.</summary>
    public long UnitCustodian { get; private set; }
    public long UnitSeal { get; private set; }

    /// <summary>Two persons who share the head's seat at the superior.</summary>
    public long HeadA { get; private set; }
    public long HeadB { get; private set; }
    public long HeadSeat { get; private set; }

    public static async Task<House> Build(DatabaseKind kind, PostgresCluster cluster, Action<IServiceCollection>? configure = null)
    {
        var database = await TestDatabase.CreateMigrated(kind, cluster);
        var clock = new FakeTimeProvider(new DateTimeOffset(2023, 5, 25, 9, 0, 0, TimeSpan.FromHours(8)));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Workflows"] = database.Connection })
            .Build();
        var random = new Random(20230525);
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<RandomNumber>(bound => { lock (random) return random.Next(bound); })
            .AddSingleton(FormDefinitions.Load(AppContext.BaseDirectory))
            .AddApprovals()
            .AddPersistence(configuration);
        configure?.Invoke(collection);
        var services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        var house = new House(database, services) { Clock = clock };
        (await house.Units.Run<bool>(Actor.System, house.Furnish)).Refusal.ShouldBeNull();
        return house;
    }

    public Task<Result<T>> As<T>(long person, Func<IServiceProvider, Task<Result<T>>> handler) =>
        Units.Run(Actor.Person(person), (services, _) => handler(services));

    /// <summary>A case of the unit, with its form submitted.</summary>
    public async Task<Case> Case(string content = "{\"implementingUnit\":\"unit\"}")
    {
        var started = await As<Case>(Applicant, services => services.GetRequiredService<StartCase>().Run(CallId, UnitId));
        started.Refusal.ShouldBeNull();
        var form = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(content)!;
        (await As<SubmittedForm>(Applicant, services => services.GetRequiredService<SubmitForm>().Run(started.Value.Id, "f-01", form, form))).Refusal.ShouldBeNull();
        return started.Value;
    }

    public async Task<WorkItem> Opinion(long caseId, bool outside = true, int priority = 0, DateTimeOffset? due = null)
    {
        var opened = await Units.Run<WorkItem>(Actor.System, (services, cancellation) => services.GetRequiredService<OpenWorkItem>().Run(new NewWorkItem
        {
            Kind = "OpinionTask",
            CaseId = caseId,
            OrganisationId = SuperiorId,
            Role = SeatRole.Head,
            Title = new Label("上级主管部门意见", "Opinion of the superior"),
            Outcomes = [new("Approve", new Label("同意", "Approve")), new("Return", new Label("退回修改", "Return")), new("Reject", new Label("不同意", "Reject"))],
            Block = "superiorOpinion",
            ChainId = "pilot-site-application",
            IsOutsideOpinion = outside,
            Priority = priority,
            DueAt = due,
            BookmarkId = "b1",
        }, cancellation));
        opened.Refusal.ShouldBeNull();
        return opened.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        database.Dispose();
    }

    private async Task<Result<bool>> Furnish(IServiceProvider services, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<WorkflowsDb>();
        var ids = services.GetRequiredService<IdSource>();
        var audit = services.GetRequiredService<AuditTrail>();
        var bureau = Organisation(OrgKind.EducationAuthority, "凌海市教育局", isAuthority: true);
        var unit = Organisation(OrgKind.OpenUniversity, "凌海开放大学", isAuthority: false);
        (unit.CompetentSuperiorId, unit.AdminParentId) = (bureau.Id, bureau.Id);
        var call = new Call
        {
            Id = ids.Next(), Code = "PS3-LN", Title = "第三批实验点申报", Kind = "pilotSite", Year = 2023, Routes = [Route.Recommended],
            ChainId = "pilot-site-application", ScopeAreaCode = "21", CasesPerUnit = 0,
        };
        call.SetDeadline(new DateOnly(2023, 5, 29)).ShouldBeNull();
        call.Open().ShouldBeNull();
        db.AddRange(bureau, unit, call);
        (UnitId, SuperiorId, CallId) = (unit.Id, bureau.Id, call.Id);

        Applicant = Person("申请人", unit.Id);
        Hold(Applicant, Seat(unit.Id, SeatRole.Handler));
        UnitCustodian = Person("印章管理员", unit.Id);
        var custodianSeat = Seat(unit.Id, SeatRole.SealCustodian);
        Hold(UnitCustodian, custodianSeat);
        HeadA = Person("局长甲", bureau.Id);
        HeadB = Person("局长乙", bureau.Id);
        HeadSeat = Seat(bureau.Id, SeatRole.Head);
        Hold(HeadA, HeadSeat);
        Hold(HeadB, HeadSeat);
        var seal = new Seal { Id = ids.Next(), OwnerId = unit.Id, Name = unit.FullName, CustodianSeatId = custodianSeat, ValidFrom = new DateOnly(2020, 1, 1) };
        db.Add(seal);
        UnitSeal = seal.Id;

        foreach (var subject in new[] { Subject.Organisation(unit.Id), Subject.Organisation(bureau.Id), Subject.Call(call.Id), Subject.Seal(seal.Id),
            Subject.Person(Applicant), Subject.Person(UnitCustodian), Subject.Person(HeadA), Subject.Person(HeadB) })
            await audit.Write(subject, "test.furnished", cancellation: cancellation);
        return true;

        Organisation Organisation(OrgKind kind, string name, bool isAuthority) => new()
        {
            Id = ids.Next(), FullName = name, ShortName = name, Kind = kind, Level = AdminLevel.County, GovernedBy = AdminLevel.County, AreaCode = "210781",
            IsEducationAuthority = isAuthority,
        };

        long Person(string name, long organisation)
        {
            var person = new Person { Id = ids.Next(), Name = name, OrganisationId = organisation };
            db.Add(person);
            return person.Id;
        }

        long Seat(long organisation, SeatRole role)
        {
            var seat = new Seat { Id = ids.Next(), OrganisationId = organisation, Role = role };
            db.Add(seat);
            return seat.Id;
        }

        void Hold(long person, long seat) =>
            db.Add(new SeatHolding { Id = ids.Next(), PersonId = person, SeatId = seat, From = Clock.GetUtcNow().AddDays(-1) });
    }
}
