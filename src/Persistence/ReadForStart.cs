using Workflows.Approvals;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;
using Workflows.Persistence.Rows;

namespace Workflows.Persistence;

/// <summary>
/// Reads in one round trip what nearly every start of a case needs: the number of the case, which it draws, the call, the unit with those above it, its seats, its other
/// cases under the call, the version of its chain, who starts it. The verbs then find it in the context; what is not here they read as ever.
/// </summary>
public sealed class ReadForStart(WorkflowsDb db, ReadDecider deciders, Numbers numbers, TimeProvider clock)
{
    private const string TheNational = "(SELECT COALESCE(\"ParentId\", \"Id\") FROM \"Calls\" WHERE \"Id\" = $1)";
    private const string TheOffice = "(SELECT \"OfficeAtId\" FROM \"Communities\" WHERE \"Id\" = $4)";

    /// <summary>The unit, and all above it along both edges that <see cref="Superior"/> walks.</summary>
    private const string TheUnits =
        """
        WITH RECURSIVE above("Id") AS (
            SELECT "Id" FROM "Organisations" WHERE "Id" = $4
            UNION
            SELECT o."Id" FROM above a JOIN "Organisations" u ON u."Id" = a."Id" JOIN "Organisations" o ON o."Id" IN (u."AdminParentId", u."CompetentSuperiorId", u."SuccessorId"))
        SELECT "Id" FROM above
        """;

    /// <param name="personId">Who starts the case.</param>
    public async Task Run(long callId, long unitId, long personId, CancellationToken cancellation = default)
    {
        await using var batch = ReadBatch.First(db, [callId, personId, clock.GetUtcNow().UtcDateTime, unitId]);

        // The number first: its row stays locked, so that two starts of one unit at once see each other's case below.
        batch.Add(
            """
            INSERT INTO "Counters" ("Series", "Last") SELECT 'case:' || CAST(COALESCE("ParentId", "Id") AS TEXT), 1 FROM "Calls" WHERE "Id" = $1
            ON CONFLICT ("Series") DO UPDATE SET "Last" = "Counters"."Last" + 1
            RETURNING "Series", "Last"
            """,
            row => numbers.Remember(row.GetString(0), row.GetInt64(1)));
        batch.Add<Call>($"\"Id\" = $1 OR \"Id\" = {TheNational} OR \"ParentId\" = $1");
        batch.Add(
            "SELECT d.\"DefinitionId\", d.\"Id\" FROM \"WorkflowDefinitions\" d JOIN \"Calls\" c ON c.\"ChainId\" = d.\"DefinitionId\" WHERE c.\"Id\" = $1 AND d.\"IsPublished\" ORDER BY d.\"Version\" DESC LIMIT 1",
            row => db.Published[row.GetString(0)] = row.GetString(1));
        batch.Add<Organisation>($"\"Id\" IN ({TheUnits})");
        batch.Add<Community>("\"Id\" = $4");
        batch.Add<Seat>($"\"OrganisationId\" IN ($4, {TheOffice})");
        batch.Add<Membership>("\"OrganisationId\" = $4");
        batch.Add<Area>("\"Code\" = (SELECT substr(\"AreaCode\", 1, 2) FROM \"Organisations\" WHERE \"Id\" = $4)");
        batch.Add<Case>($"\"NationalCallId\" = {TheNational} AND \"ApplicantId\" = $4 AND \"Key\" IS NULL AND EXISTS (SELECT 1 FROM \"Calls\" WHERE \"Id\" = $1 AND \"CasesPerUnit\" > 0)");
        var principals = PrincipalsRead.Of(batch, personId);
        await batch.Run(cancellation);

        deciders.Remember(principals.Found);
        Known(callId, unitId);
    }

    /// <summary>Tells the context what has been read whole.</summary>
    private void Known(long callId, long unitId)
    {
        db.Once(("calls under", callId));
        db.Once(("community", unitId));
        db.Once(("seats", unitId));
        db.Once(("memberships", unitId));
        if (db.Communities.Local.FindEntry(unitId) is { } community) db.Once(("seats", community.Entity.OfficeAtId));
        if (db.Organisations.Local.FindEntry(unitId) is { } unit) db.Once(("area", unit.Entity.AreaCode[..2]));
        if (db.Calls.Local.FindEntry(callId) is { Entity: var call }) db.Once(("cases of", unitId, call.ParentId ?? call.Id));
    }
}
