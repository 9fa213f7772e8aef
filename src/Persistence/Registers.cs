namespace Workflows.Persistence;

/// <summary>
/// The tables that only grow, and those in which only a void may be entered later. The migrations make the databases themselves refuse
/// anything else, whoever asks.
/// </summary>
internal static class Registers
{
    /// <summary>No change and no removal.</summary>
    public static IReadOnlyList<string> AppendOnly { get; } = ["AuditEntries", "CaseForms", "FinishedWorkItems", "Filings"];

    /// <summary>No removal, and no change of these columns; a void once entered stays.</summary>
    public static IReadOnlyDictionary<string, string[]> Voidable { get; } = new Dictionary<string, string[]>
    {
        ["SealUses"] = ["Id", "SealId", "Number", "CaseId", "ListId", "CallId", "Block", "FormRevision", "ContentHash", "CustodianId", "ApproverId", "At", "ScanId"],
        ["Opinions"] = ["Id", "CaseId", "Block", "Decision", "Text", "OrganisationId", "SeatId", "PersonId", "At", "FormRevision"],
        ["Signatures"] = ["Id", "CaseId", "Block", "PersonId", "SeatId", "OrganisationId", "At", "FormRevision", "ContentHash"],
    };

    public static IEnumerable<string> SqliteTriggers()
    {
        foreach (var table in AppendOnly)
        {
            yield return Trigger(table, "update", $"UPDATE ON \"{table}\"", when: null);
            yield return Trigger(table, "delete", $"DELETE ON \"{table}\"", when: null);
        }
        foreach (var (table, columns) in Voidable)
        {
            yield return Trigger(table, "update", $"UPDATE OF {Quoted(columns)} ON \"{table}\"", when: null);
            yield return Trigger(table, "void", $"UPDATE ON \"{table}\"", when: "OLD.\"VoidedAt\" IS NOT NULL");
            yield return Trigger(table, "delete", $"DELETE ON \"{table}\"", when: null);
        }

        static string Trigger(string table, string name, string what, string? when) =>
            $"CREATE TRIGGER \"{table}_{name}\" BEFORE {what}{(when is null ? "" : $" WHEN {when}")} BEGIN SELECT RAISE(ABORT, '{Sentence(table)}'); END;";
    }

    public static IEnumerable<string> PostgresTriggers()
    {
        yield return """
            CREATE FUNCTION workflows_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '% is a register: an entry is never changed or removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
            END $$;
            """;
        foreach (var table in AppendOnly)
        {
            yield return Trigger(table, "change", $"UPDATE OR DELETE ON \"{table}\"", "FOR EACH ROW");
            yield return Trigger(table, "truncate", $"TRUNCATE ON \"{table}\"", "FOR EACH STATEMENT");
        }
        foreach (var (table, columns) in Voidable)
        {
            yield return Trigger(table, "change", $"UPDATE OF {Quoted(columns)} OR DELETE ON \"{table}\"", "FOR EACH ROW");
            yield return Trigger(table, "void", $"UPDATE ON \"{table}\"", "FOR EACH ROW WHEN (OLD.\"VoidedAt\" IS NOT NULL)");
            yield return Trigger(table, "truncate", $"TRUNCATE ON \"{table}\"", "FOR EACH STATEMENT");
        }

        static string Trigger(string table, string name, string what, string scope) =>
            $"CREATE TRIGGER \"{table}_{name}\" BEFORE {what} {scope} EXECUTE FUNCTION workflows_refuse();";
    }

    private static string Sentence(string table) => $"{table} is a register: an entry is never changed or removed";

    private static string Quoted(IEnumerable<string> columns) => string.Join(", ", columns.Select(c => $"\"{c}\""));
}
