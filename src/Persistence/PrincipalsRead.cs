using Workflows.Approvals.WorkItems;
using Workflows.Persistence.Rows;

namespace Workflows.Persistence;

/// <summary>The principals of whoever acts, asked together with what else a unit of work reads first; as <see cref="ReadDecider"/> asks by itself.</summary>
internal sealed class PrincipalsRead
{
    /// <summary>The seats that the person holds now.</summary>
    internal const string Seats = "SELECT \"SeatId\" FROM \"SeatHoldings\" WHERE \"PersonId\" = $2 AND \"From\" <= $3 AND (\"To\" IS NULL OR \"To\" > $3)";

    private readonly long personId;
    private readonly HashSet<long> seats;
    private readonly List<(long, long, long?, long)> held = [];

    private PrincipalsRead(long personId) => (this.personId, seats) = (personId, [personId]);

    /// <summary>What was found, once the batch has run.</summary>
    public Decider Found => new(personId, seats) { Substitutes = Substituted.Of(held) };

    /// <param name="batch">Its parameter <c>$2</c> is the person, <c>$3</c> now.</param>
    public static PrincipalsRead Of(ReadBatch batch, long personId)
    {
        var read = new PrincipalsRead(personId);
        batch.Add(Seats, row => read.seats.Add(row.GetInt64(0)));
        batch.Add(
            """
            SELECT s."Id", s."PersonId", s."CallId", h."SeatId" FROM "Substitutions" s
            JOIN "SeatHoldings" h ON h."PersonId" = s."PersonId" AND h."From" <= $3 AND (h."To" IS NULL OR h."To" > $3) AND (s."SeatId" IS NULL OR s."SeatId" = h."SeatId")
            JOIN "Seats" t ON t."Id" = h."SeatId"
            WHERE s."SubstituteId" = $2 AND s."EndedAt" IS NULL AND s."From" <= $3 AND s."To" > $3 AND EXISTS (
                SELECT 1 FROM "SeatHoldings" o JOIN "Seats" u ON u."Id" = o."SeatId"
                WHERE o."PersonId" = $2 AND o."From" <= $3 AND (o."To" IS NULL OR o."To" > $3) AND u."OrganisationId" = t."OrganisationId")
            """,
            row => read.held.Add((row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2), row.GetInt64(3))));
        return read;
    }
}
