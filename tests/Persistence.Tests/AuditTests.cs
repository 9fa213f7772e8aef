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

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Words_are_erased_by_their_verb_and_the_chain_still_verifies(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var subject = Subject.Case((await house.Case()).Id);
        var erased = await house.Units.Run(Actor.Person(house.HeadA), (s, c) => s.GetRequiredService<EraseWords>().Run(subject, [1, 2], "依当事人请求", c), Stop);
        erased.Value.ShouldBe(2);

        var entries = await house.Units.Read((s, c) => s.GetRequiredService<WorkflowsDb>().AuditEntries.Where(e => e.Subject == subject).OrderBy(e => e.Sequence).ToListAsync(c), Stop);
        entries[0].IsErased.ShouldBeTrue();
        entries[0].After.ShouldBeNull();
        entries[0].Commitment.ShouldNotBeNull();
        entries[^1].Action.ShouldBe("audit.words-erased");
        entries[^1].PersonId.ShouldBe(house.HeadA);
        entries[^1].Outcome.ShouldBe("1,2");
        (await house.Units.Read((s, c) => s.GetRequiredService<VerifyAudit>().Run(subject, c), Stop)).ShouldBeNull();

        (await house.Units.Run(Actor.Person(house.HeadA), (s, c) => s.GetRequiredService<EraseWords>().Run(subject, [1], "再次", c), Stop)).Refusal!.Code.ShouldBe("audit.nothing-to-erase");
        (await house.Units.Run(Actor.Person(house.HeadA), (s, c) => s.GetRequiredService<EraseWords>().Run(subject, [3], " ", c), Stop)).Refusal!.Code.ShouldBe("audit.erasure-reason");
    }

    [Theory]
    [InlineData("\"Comment\" = NULL, \"Before\" = NULL, \"After\" = NULL, \"Origin\" = NULL")]
    [InlineData("\"Salt\" = NULL")]
    [InlineData("\"Comment\" = NULL, \"Before\" = NULL, \"After\" = 'x', \"Origin\" = NULL, \"Salt\" = NULL")]
    [InlineData("\"Comment\" = NULL, \"Before\" = NULL, \"After\" = NULL, \"Origin\" = NULL, \"Salt\" = NULL, \"Action\" = 'x'")]
    [InlineData("\"Comment\" = NULL, \"Before\" = NULL, \"After\" = NULL, \"Origin\" = NULL, \"Salt\" = NULL, \"Commitment\" = NULL")]
    public async Task Nothing_but_all_words_with_their_salt_can_be_erased(string change)
    {
        foreach (var kind in new[] { DatabaseKind.Sqlite, DatabaseKind.Postgres })
        {
            await using var house = await House.Build(kind, cluster);
            await house.Case();
            (await Should.ThrowAsync<DbException>(() => Sql(house, $"UPDATE \"AuditEntries\" SET {change} WHERE \"Sequence\" = 1 AND \"Subject\" LIKE 'Case:%'"))).Message.ShouldContain("is a register");
        }
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Words_that_somebody_took_out_by_hand_are_found_because_no_later_entry_names_them(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var subject = Subject.Case((await house.Case()).Id);
        Task<AuditFault?> Fault() => house.Units.Read((s, c) => s.GetRequiredService<VerifyAudit>().Run(subject, c), Stop);

        // Nothing in the database can tell this from an erasure, so no trigger refuses it.
        await Sql(house, $"UPDATE \"AuditEntries\" SET \"Comment\" = NULL, \"Before\" = NULL, \"After\" = NULL, \"Origin\" = NULL, \"Salt\" = NULL WHERE \"Subject\" = '{subject}' AND \"Sequence\" = 1");
        (await Fault()).ShouldBe(new AuditFault(subject, 1, "erased"));

        // A lawful erasure covers what it names and nothing else, nor can it be made for what is gone already.
        (await house.Units.Run(Actor.Person(house.HeadA), (s, c) => s.GetRequiredService<EraseWords>().Run(subject, [1, 2], "依当事人请求", c), Stop)).Value.ShouldBe(1);
        (await Fault()).ShouldBe(new AuditFault(subject, 1, "erased"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_erasure_covers_no_entry_that_came_after_it(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        var subject = Subject.Case((await house.Case()).Id);
        await house.Units.Run<bool>(Actor.System, async (s, c) =>
        {
            await s.GetRequiredService<AuditTrail>().Write(subject, Erasures.Action, new AuditDetail { Outcome = "4" }, c);
            await s.GetRequiredService<AuditTrail>().Write(subject, "test.said", new AuditDetail { Comment = "甲" }, c);
            return true;
        }, Stop);
        await Sql(house, $"UPDATE \"AuditEntries\" SET \"Comment\" = NULL, \"Before\" = NULL, \"After\" = NULL, \"Origin\" = NULL, \"Salt\" = NULL WHERE \"Subject\" = '{subject}' AND \"Sequence\" = 4");
        (await house.Units.Read((s, c) => s.GetRequiredService<VerifyAudit>().Run(subject, c), Stop)).ShouldBe(new AuditFault(subject, 4, "erased"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_entry_that_was_written_before_commitments_verifies_as_it_is(DatabaseKind kind)
    {
        await using var house = await House.Build(kind, cluster);
        await Sql(house, $"""
            INSERT INTO "AuditEntries" ("Id", "Subject", "Sequence", "PreviousHash", "Hash", "At", "ActorKind", "PersonId", "Action", "Comment", "Format")
            VALUES (7, 'Case:1', 1, '{AuditEntry.NoPrevious}', '4543bd0ae1cb32d5148ad23ab4b98a882ccba0385c18a8dd2085f614b2c75ddf', '2023-05-20 01:00:00', 'Person', 2, 'opinion.written', '同意', 1)
            """);
        (await house.Units.Read((s, c) => s.GetRequiredService<VerifyAudit>().Run("Case:1", c), Stop)).ShouldBeNull();
        (await Should.ThrowAsync<DbException>(() => Sql(house, "UPDATE \"AuditEntries\" SET \"Comment\" = NULL WHERE \"Id\" = 7"))).Message.ShouldContain("is a register");
    }

    private static Task<bool> Sql(House house, string statement) => house.Units.Read(async (services, cancellation) =>
    {
        await services.GetRequiredService<WorkflowsDb>().Database.ExecuteSqlRawAsync(statement.Replace("{", "{{").Replace("}", "}}"), cancellation);
        return true;
    }, Stop);
}
