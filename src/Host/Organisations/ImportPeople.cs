using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;
using Workflows.Host.Account;
using Workflows.Host.Refusals;
using Workflows.Host.Shell;
using Workflows.Paper.Tables;
using Workflows.Persistence;

namespace Workflows.Host.Organisations;

/// <summary>What became, or would become, of one line.</summary>
/// <param name="Line">Its number in the file, from 1; the heading is a line too.</param>
/// <param name="Refusal">Why it was not entered, as a sentence; empty: it was, or would be.</param>
/// <param name="Code">The code of that refusal.</param>
/// <param name="FirstPassword">Made here and shown this once; the person changes it when signing in. Empty where the file brought one, or in a dry run.</param>
public sealed record ImportedLine(int Line, string Organisation, string Name, string? UserName, IReadOnlyList<SeatRole> Seats, string? Refusal, string? Code, string? FirstPassword);

/// <summary>The report of an import, a line for each person of the file.</summary>
public sealed record ImportReport(bool IsApplied, int Entered, int Refused, IReadOnlyList<ImportedLine> Lines);

/// <summary>
/// 人员导入: enters the people of a table (XLSX or CSV), each in a unit of its own, so that a line that is refused holds up no other. A dry run does the same and keeps nothing.
/// Columns, by their headings: 单位 / organisation (its full name), 姓名 / name, 用户名 / account, 岗位 / seats (separated by 、 , or ;), 邮箱 / email, 初始密码 / password.
/// </summary>
public sealed class ImportPeople(UnitOfWork unit, EnterPerson enter, IPasswordHasher<UserAccount> hasher, RefusalSentences sentences)
{
    /// <summary>Bytes of a file.</summary>
    public const int LargestFile = 2 * 1024 * 1024;

    private static readonly Dictionary<string, string> Headings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["单位"] = "organisation", ["机构"] = "organisation", ["organisation"] = "organisation", ["姓名"] = "name", ["name"] = "name", ["用户名"] = "account", ["账号"] = "account", ["account"] = "account",
        ["岗位"] = "seats", ["seats"] = "seats", ["邮箱"] = "email", ["email"] = "email", ["初始密码"] = "password", ["password"] = "password",
    };

    private static readonly Lazy<Dictionary<string, SeatRole>> Roles = new(() => Enum.GetValues<SeatRole>()
        .SelectMany(role => new[] { (Word: role.ToString(), role), (Word: Words.InChinese(role), role) }).DistinctBy(pair => pair.Word.ToUpperInvariant()).ToDictionary(pair => pair.Word, pair => pair.role, StringComparer.OrdinalIgnoreCase));

    /// <param name="apply">Enter them; otherwise only say what would happen.</param>
    /// <returns>The report, or <c>import.no-table</c>, <c>import.columns</c>, <c>import.not-allowed</c>.</returns>
    public async Task<Result<ImportReport>> Run(Caller caller, byte[] file, bool apply, CancellationToken cancellation = default)
    {
        if (!caller.Has(SeatRole.FlowAdministrator) && !caller.Has(SeatRole.OrgAdministrator)) return new Refusal("import.not-allowed");
        if (file.Length > LargestFile || ReadTable.Run(file) is not { Count: > 1 } rows) return new Refusal("import.no-table", LargestFile / 1024 / 1024);
        var columns = new Dictionary<string, int>();
        foreach (var (heading, at) in rows[0].Select((heading, at) => (heading, at)))
            if (Headings.TryGetValue(heading.Trim(), out var column)) columns.TryAdd(column, at);
        if (!columns.ContainsKey("organisation") || !columns.ContainsKey("name")) return new Refusal("import.columns");

        var (lines, seen) = (new List<ImportedLine>(), new HashSet<string>());
        for (var at = 1; at < rows.Count; at++)
        {
            string? Cell(string column) => columns.TryGetValue(column, out var index) && index < rows[at].Count && rows[at][index].Trim() is { Length: > 0 } text ? text : null;
            if (rows[at].All(string.IsNullOrWhiteSpace)) continue;
            lines.Add(await Line(caller, at + 1, Cell, seen, apply, cancellation));
        }
        return new ImportReport(apply, lines.Count(l => l.Code is null), lines.Count(l => l.Code is not null), lines);
    }

    private async Task<ImportedLine> Line(Caller caller, int number, Func<string, string?> cell, HashSet<string> seen, bool apply, CancellationToken cancellation)
    {
        var (organisation, name, account) = (cell("organisation") ?? "", cell("name") ?? "", cell("account"));
        var roles = new List<SeatRole>();
        ImportedLine Refused(Refusal why) => new(number, organisation, name, account, roles, sentences.Of(why), why.Code, null);
        foreach (var word in (cell("seats") ?? "").Split(['、', ',', '，', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Roles.Value.TryGetValue(word, out var role)) return Refused(new Refusal("import.seat", word));
            if (!roles.Contains(role)) roles.Add(role);
        }
        if (account is not null && !seen.Add(Accounts.Normal(account))) return Refused(new Refusal("import.twice", account));

        var made = account is not null && cell("password") is null ? MakePassword() : null;
        var person = new NewPerson(name, UserName: account, Password: made ?? cell("password"), Email: cell("email"));
        var hash = person.Password is { } password && apply ? hasher.HashPassword(new UserAccount { PersonId = 0 }, password) : null;
        async Task<Result<Entered>> Enter(IServiceProvider scope, CancellationToken token)
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            if (await db.Organisations.SingleOrDefaultAsync(o => o.FullName == organisation, token) is not { } found) return new Refusal("import.organisation", organisation);
            var entered = await enter.Within(scope, caller, person with { OrganisationId = found.Id }, hash, isFirst: true, token);
            if (entered.IsRefused) return entered;
            var who = await db.People.FindAsync([entered.Value.Id], token);
            foreach (var role in roles)
                if (await FillSeat.Seat(scope, caller, found, role, who!, token) is { } noSeat) return noSeat;
            return entered;
        }

        var result = apply ? await unit.Run<Entered>(caller.AsAdministrator(), Enter, cancellation) : await unit.Rehearse<Entered>(caller.AsAdministrator(), Enter, cancellation);
        return result.Refusal is { } refusal ? Refused(refusal) : new ImportedLine(number, organisation, name, account, roles, null, null, apply ? made : null);
    }

    /// <summary>Twelve characters without those that are mistaken for others; of every kind that is asked for.</summary>
    private static string MakePassword() =>
        $"{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 4)}-{RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ", 3)}{RandomNumberGenerator.GetString("23456789", 4)}";
}
