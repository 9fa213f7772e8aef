using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Audit;
using Workflows.TestSupport;

namespace Workflows.Persistence.Tests;

public class AuditTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_change_without_its_audit_entry_refuses_to_save_and_says_which(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var thrown = await Should.ThrowAsync<InvalidOperationException>(() => house.Units.Run<bool>(Actor.System, async (services, cancellation) =>
        {
            (await services.GetRequiredService<WorkflowsDb>().People.SingleAsync(p => p.Id == house.HeadA, cancellation)).Name = "unnoticed";
            return true;
        }, Stop));
        thrown.Message.ShouldContain($"Person:{house.HeadA}");
        thrown.Message.ShouldContain("AuditTrail.Write");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_entry_of_another_subject_does_not_cover_the_change(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await Should.ThrowAsync<InvalidOperationException>(() => house.Units.Run<bool>(Actor.System, async (services, cancellation) =>
        {
            (await services.GetRequiredService<WorkflowsDb>().People.SingleAsync(p => p.Id == house.HeadA, cancellation)).Name = "unnoticed";
            await services.GetRequiredService<AuditTrail>().Write(Subject.Person(house.HeadB), "person.renamed", cancellation: cancellation);
            return true;
        }, Stop));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_chain_of_a_case_is_dense_and_verifies(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var item = await house.Case();
        await house.Opinion(item.Id);
        var entries = await house.Units.Read((s, c) =>
            s.GetRequiredService<WorkflowsDb>().AuditEntries.Where(e => e.Subject == Subject.Case(item.Id)).OrderBy(e => e.Sequence).ToListAsync(c), Stop);
        entries.Select(e => e.Sequence).ShouldBe([1, 2, 3]);
        entries.Select(e => e.Action).ShouldBe(["case.started", "form.submitted", "work-item.opened"]);
        entries[0].PersonId.ShouldBe(house.Applicant);
        entries[0].OrganisationId.ShouldBe(house.UnitId);
        (await house.Units.Read((s, c) => s.GetRequiredService<VerifyAudit>().Run(Subject.Case(item.Id), c), Stop)).ShouldBeNull();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_altered_entry_is_found_even_when_the_triggers_were_taken_off(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var item = await house.Case();
        await Sql(house, kind == DatabaseKind.Sqlite
            ? "DROP TRIGGER \"AuditEntries_update\""
            : "ALTER TABLE \"AuditEntries\" DISABLE TRIGGER ALL");
        await Sql(house, $"UPDATE \"AuditEntries\" SET \"After\" = 'PS3-LN-9999' WHERE \"Subject\" = '{Subject.Case(item.Id)}' AND \"Sequence\" = 1");
        var fault = await house.Units.Read((s, c) => s.GetRequiredService<VerifyAudit>().Run(Subject.Case(item.Id), c), Stop);
        fault.ShouldBe(new AuditFault(Subject.Case(item.Id), 1, "altered"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "UPDATE \"AuditEntries\" SET \"Comment\" = 'x'")]
    [InlineData(DatabaseKind.Sqlite, "DELETE FROM \"AuditEntries\"")]
    [InlineData(DatabaseKind.Sqlite, "UPDATE \"CaseForms\" SET \"Content\" = '{}'")]
    [InlineData(DatabaseKind.Sqlite, "DELETE FROM \"CaseForms\"")]
    [InlineData(DatabaseKind.Postgres, "UPDATE \"AuditEntries\" SET \"Comment\" = 'x'")]
    [InlineData(DatabaseKind.Postgres, "DELETE FROM \"AuditEntries\"")]
    [InlineData(DatabaseKind.Postgres, "TRUNCATE \"AuditEntries\"")]
    [InlineData(DatabaseKind.Postgres, "UPDATE \"CaseForms\" SET \"Content\" = '{}'")]
    [InlineData(DatabaseKind.Postgres, "DELETE FROM \"CaseForms\"")]
    public async Task The_database_itself_refuses_to_change_a_register(DatabaseKind kind, string statement)
    {
        await using var house = await House.Build(kind, cluster);
        await house.Case();
        var thrown = await Should.ThrowAsync<DbException>(() => Sql(house, statement));
        thrown.Message.ShouldContain("is a register");
    }

    private static Task<bool> Sql(House house, string statement) => house.Units.Read(async (services, cancellation) =>
    {
        await services.GetRequiredService<WorkflowsDb>().Database.ExecuteSqlRawAsync(statement.Replace("{", "{{").Replace("}", "}}"), cancellation);
        return true;
    }, Stop);
}
