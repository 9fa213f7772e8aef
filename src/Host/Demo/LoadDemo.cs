using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;
using Workflows.Host.Account;
using Workflows.Host.Calls;
using Workflows.Host.Documents;
using Workflows.Host.Organisations;
using Workflows.Host.Seals;
using Workflows.Persistence;

namespace Workflows.Host.Demo;

/// <summary>
/// Fills an empty database with what demo.json says, by the same verbs that people use and in the name of the first administrator, so that the audit trail is true.
/// Calls whose deadline has passed are entered as closed, and a copy with coming dates is opened beside them (R80).
/// </summary>
public sealed class LoadDemo(
    UnitOfWork unit, DemoMode mode, FirstAdministrator first, RegisterOrganisation organisations, FillSeat seats, EnterPerson people, EndAsAdministrator endings, RegisterSeal seals,
    RegisterDocument documents, CreateCall calls, OpenCall open, IServiceScopeFactory scopes, IPasswordHasher<UserAccount> hasher, TimeProvider clock)
{
    /// <summary>How long before the start the organisations were entered.</summary>
    private const int EarlierByDays = 60;

    private readonly Dictionary<string, long> ids = [];

    /// <summary>Codes of the calls whose deadline has passed, with the codes of their copies.</summary>
    private readonly Dictionary<string, string?> past = [];

    /// <returns>False when demo mode is off or the database already holds accounts.</returns>
    public async Task<bool> Run(CancellationToken cancellation = default)
    {
        if (!mode.MayLeaveAccounts) await RefuseLeftAccounts(cancellation);
        if (!mode.IsOn || await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().Accounts.AnyAsync(token), cancellation)) return false;
        await unit.Together(Load, cancellation);
        return true;
    }

    /// <summary>A database that was filled for a demonstration is not one for real work. The demo accounts share one hash, which nobody else does.</summary>
    private async Task RefuseLeftAccounts(CancellationToken cancellation)
    {
        var shared = await unit.Read(
            (scope, token) => scope.GetRequiredService<ApprovalsDb>().Accounts.Where(a => a.PasswordHash != null).GroupBy(a => a.PasswordHash!).Where(g => g.Count() > 1).Select(g => g.Key).ToListAsync(token), cancellation);
        var published = DemoFile.Read().Password;
        if (shared.Exists(hash => hasher.VerifyHashedPassword(new UserAccount { PersonId = 0 }, hash, published) != PasswordVerificationResult.Failed))
            throw new InvalidOperationException("Expected a database without demo accounts in Production, found accounts with the published password. Start with an empty database, or run with ASPNETCORE_ENVIRONMENT=Development.");
    }

    private async Task Load(CancellationToken cancellation)
    {
        var demo = DemoFile.Read();
        foreach (var call in demo.Calls.Where(IsOver)) past[call.Code] = call.Successor is { } next ? WithYear(next.Code) : null;

        // Organisations and people were there before the stories that begin in the past.
        StoryClock.Go(EarlierByDays);

        // One hash for all: everybody knows the password, and each hash costs a tenth of a second.
        var password = hasher.HashPassword(new UserAccount { PersonId = 0 }, demo.Password);
        var (operators, others) = (demo.Organisations[0], demo.Organisations.Skip(1));
        var administrator = await first.Create(operators.FullName, operators.ShortName, UserName(operators, SeatRole.FlowAdministrator), NameOf(operators, SeatRole.FlowAdministrator), password, cancellation);
        ids[operators.Key] = administrator.Seats[0].OrganisationId;

        await Staff(administrator, operators, password, cancellation);
        foreach (var organisation in others)
        {
            await Register(administrator, organisation, cancellation);
            await Staff(administrator, organisation, password, cancellation);
        }
        foreach (var merged in demo.Organisations.Where(organisation => organisation.MergedInto is not null))
            Done(await endings.Run(administrator, ids[merged.Key], new Ending(ids[merged.MergedInto!], Reason: merged.MergedBy, Apply: true), cancellation));
        foreach (var person in demo.People) await Enter(administrator, person, password, cancellation);
        foreach (var document in demo.Documents)
            Done(await documents.Run(administrator, new NewDocument(document.Number, document.Title, ids[document.Issuer], document.IssuedOn, document.Upstream), cancellation));
        foreach (var call in demo.Calls)
        {
            // So were the calls that stay open for years; what a newcomer can answer opens today.
            StoryClock.Go(call.Successor is null ? EarlierByDays : 0);
            await Prepare(administrator, call, cancellation);
        }
        StoryClock.Go(0);
    }

    private async Task Register(Caller administrator, DemoOrganisation organisation, CancellationToken cancellation) =>
        ids[organisation.Key] = Done(await organisations.Run(administrator, new OrganisationFields
        {
            FullName = organisation.FullName,
            ShortName = organisation.ShortName,
            Kind = organisation.Kind,
            Level = organisation.Level,
            AreaCode = organisation.Area,
            GovernedBy = organisation.GovernedBy,
            AdminParentId = Id(organisation.AdminParent),
            CompetentSuperiorId = Id(organisation.CompetentSuperior),
            GuidanceParentId = Id(organisation.GuidanceParent),
            MemberOf = [.. (organisation.MemberOf ?? []).Select(key => ids[key])],
        }, cancellation)).Id;

    /// <summary>Each seat gets a person named after it; the experts come from the list of people.</summary>
    private async Task Staff(Caller administrator, DemoOrganisation organisation, string password, CancellationToken cancellation)
    {
        var id = ids[organisation.Key];
        foreach (var role in organisation.Seats.Where(role => !(id == administrator.Seats[0].OrganisationId && role == SeatRole.FlowAdministrator)))
        {
            if (role == SeatRole.Expert) Done(await seats.SetUp(administrator, id, role, cancellation));
            else Done(await people.Run(administrator, new NewPerson(NameOf(organisation, role), id, UserName(organisation, role), DemoFile.Read().Password, role), password, isFirst: false, cancellation));
        }
        if (organisation.Seats.Contains(SeatRole.SealCustodian))
            Done(await seals.Run(administrator, new NewSeal(id, ValidFrom: new DateOnly(2020, 1, 1)), cancellation));
    }

    private async Task Enter(Caller administrator, DemoPerson person, string password, CancellationToken cancellation)
    {
        var entered = Done(await people.Run(administrator, new NewPerson(person.Name, Id(person.Unit), person.UserName, DemoFile.Read().Password), password, isFirst: false, cancellation));
        foreach (var seat in person.Seats)
        {
            var (organisation, role) = seat.Split('/') is [var key, var name] ? (ids[key], Enum.Parse<SeatRole>(name, ignoreCase: true)) : throw new FormatException($"Expected organisation/role, found {seat}.");
            Done(await seats.Appoint(administrator, organisation, role, entered.Id, cancellation));
        }
    }

    private async Task Prepare(Caller administrator, DemoCall call, CancellationToken cancellation)
    {
        var fields = Json.Read<CallFields>(call.Fields.GetRawText());
        fields = fields with
        {
            CollectorId = Id(call.Collector),
            AssessById = Id(call.AssessBy),
            DecideById = Id(call.DecideBy),
            FileWithId = Id(call.FileWith),
            PublishById = Id(call.PublishBy),
            CopyUp = [.. (call.CopyUp ?? []).Select(key => ids[key])],
            Audience = call.MembersOf is { } association ? new Audience([new([], [], MemberOf: ids[association])]) : fields.Audience,
        };
        var created = Done(await calls.Run(administrator, fields, cancellation));
        var today = ShanghaiTime.DayOf(clock.GetUtcNow());
        if (!call.Open) return;
        if (today <= fields.ClosesOn)
        {
            Done(await open.Run(administrator, created.Id, cancellation));
            return;
        }
        Done(await Close(administrator, created.Id, cancellation));
        if (call.Successor is not { } next) return;

        var closes = today.AddDays(next.ClosesInDays);
        await using var scope = scopes.CreateAsyncScope();
        DayRange? Days(IReadOnlyList<int>? days) => days is [var from, var to] ? new(today.AddDays(from), today.AddDays(to)) : null;
        var copy = new CallCopy(
            WithYear(next.Code), next.Title, closes, today.Year, today, next.Parent is { } parent ? WithYear(parent) : null, fields.DocumentNumber,
            next.Levels?.ToDictionary(level => level.Key, level => today.AddDays(level.Value)), Days(next.Meeting), Days(next.Review), Days(next.Publicity),
            (JsonObject?)Current(fields.Parameters));
        var copied = Done(await scope.ServiceProvider.GetRequiredService<CopyCall>().Run(administrator, created.Id, copy, cancellation));
        Done(await open.Run(administrator, copied.Id, cancellation));
    }

    /// <summary>What a copy's parameters say: where they list calls of the past, the copies of these; a call without one is left out, because nobody can answer it.</summary>
    private JsonNode? Current(JsonNode? said) => said switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Current(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(each => IsPast(each) ? past[$"{each}"] : Current(each)).Where(each => each is not null)]),
        _ => said?.DeepClone(),
    };

    private bool IsPast(JsonNode? said) => said is JsonValue && past.ContainsKey($"{said}");

    private bool IsOver(DemoCall call) => call.ClosesOn < ShanghaiTime.DayOf(clock.GetUtcNow());

    private string WithYear(string text) => text.Replace("{year}", ShanghaiTime.DayOf(clock.GetUtcNow()).Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>A call of the past is over: no chain begins that would ask somebody now to decide on it.</summary>
    private Task<Result<Refusals.Done>> Close(Caller administrator, long callId, CancellationToken cancellation) => unit.Run<Refusals.Done>(
        administrator.AsPerson,
        async (scope, token) =>
        {
            var call = await scope.GetRequiredService<ApprovalsDb>().Calls.SingleAsync(c => c.Id == callId, token);
            if ((call.Open() ?? call.Close()) is { } refusal) return refusal;
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Call(callId), "call.closed", new AuditDetail { Comment = "录入时已过截止日期" }, token);
            return Refusals.Done.Result;
        },
        cancellation);

    private long? Id(string? key) => key is null ? null : ids[key];

    private static string UserName(DemoOrganisation organisation, SeatRole role) => $"{organisation.Key}.{Camel(role)}";

    private static string NameOf(DemoOrganisation organisation, SeatRole role) => $"{organisation.ShortName} {Words(role)}";

    private static string Words(SeatRole role) => Shell.Words.InChinese(role);

    private static string Camel(SeatRole role) => char.ToLowerInvariant($"{role}"[0]) + $"{role}"[1..];

    private static T Done<T>(Result<T> result) => result.Refusal is { } refusal
        ? throw new InvalidOperationException($"Expected the demo data to load, but a verb refused it: {refusal}. Correct src/Host/Demo/demo.json.")
        : result.Value;
}
