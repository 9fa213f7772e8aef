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

    /// <summary>Tables of the log over all entries, which came later: no change and no removal.</summary>
    public static IReadOnlyList<string> Log { get; } = ["LogLeaves", "LogNodes", "Checkpoints"];

    /// <summary>The words of an audit entry, which may be erased, all at once and with their salt; every other column stays as it was written.</summary>
    private static readonly string[] Words = ["Comment", "Before", "After", "Origin", "Salt"];

    private static readonly string[] Kept =
    [
        "Id", "Subject", "Sequence", "PreviousHash", "Hash", "At", "ActorKind", "PersonId", "SeatId", "Role", "OrganisationId", "OnBehalfOfId", "Action", "Activity", "InstanceId",
        "DefinitionId", "DefinitionVersion", "Outcome", "DocumentHash", "Clause", "Format", "Commitment",
    ];

    /// <summary>Lets an entry lose its words and refuses every other change, as before; the log only grows.</summary>
    public static IEnumerable<string> SqliteErasure()
    {
        yield return """DROP TRIGGER "AuditEntries_update";""";
        yield return $"CREATE TRIGGER \"AuditEntries_update\" BEFORE UPDATE ON \"AuditEntries\" WHEN NOT ({Erases("IS")}) BEGIN SELECT RAISE(ABORT, '{Sentence("AuditEntries")}'); END;";
        foreach (var table in Log)
        {
            foreach (var change in new[] { "UPDATE", "DELETE" })
                yield return $"CREATE TRIGGER \"{table}_{change.ToLowerInvariant()}\" BEFORE {change} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{Sentence(table)}'); END;";
        }
    }

    /// <summary>The same on PostgreSQL.</summary>
    public static IEnumerable<string> PostgresErasure()
    {
        yield return """DROP TRIGGER "AuditEntries_change" ON "AuditEntries";""";
        yield return """CREATE TRIGGER "AuditEntries_delete" BEFORE DELETE ON "AuditEntries" FOR EACH ROW EXECUTE FUNCTION workflows_refuse();""";
        yield return $"CREATE TRIGGER \"AuditEntries_change\" BEFORE UPDATE ON \"AuditEntries\" FOR EACH ROW WHEN (NOT ({Erases("IS NOT DISTINCT FROM")})) EXECUTE FUNCTION workflows_refuse();";
        foreach (var table in Log)
        {
            yield return $"CREATE TRIGGER \"{table}_change\" BEFORE UPDATE OR DELETE ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION workflows_refuse();";
            yield return $"CREATE TRIGGER \"{table}_truncate\" BEFORE TRUNCATE ON \"{table}\" FOR EACH STATEMENT EXECUTE FUNCTION workflows_refuse();";
        }
    }

    private static string Erases(string same) => string.Join(
        " AND ", ["OLD.\"Salt\" IS NOT NULL", .. Words.Select(c => $"NEW.\"{c}\" IS NULL"), .. Kept.Select(c => $"NEW.\"{c}\" {same} OLD.\"{c}\"")]);

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

    /// <summary>The files that go with an opinion came later than the register: they do not change either.</summary>
    public static string SqliteEnclosures() =>
        $"CREATE TRIGGER \"Opinions_enclosures\" BEFORE UPDATE OF \"Enclosures\" ON \"Opinions\" BEGIN SELECT RAISE(ABORT, '{Sentence("Opinions")}'); END;";

    public static string SqliteEnclosuresGone() => "DROP TRIGGER \"Opinions_enclosures\";";

    /// <summary>The same on PostgreSQL.</summary>
    public static string PostgresEnclosures() => "CREATE TRIGGER \"Opinions_enclosures\" BEFORE UPDATE OF \"Enclosures\" ON \"Opinions\" FOR EACH ROW EXECUTE FUNCTION workflows_refuse();";

    public static string PostgresEnclosuresGone() => "DROP TRIGGER \"Opinions_enclosures\" ON \"Opinions\";";

    /// <summary>The keys of every register: the id and what else is unique, with the condition under which it is; a table without a numeric id of its own has a hidden one (rowid).</summary>
    private static readonly (string Table, string[] Key, string? When)[] Keys =
    [
        ("AuditEntries", ["Id"], null), ("AuditEntries", ["Subject", "Sequence"], null),
        ("LogLeaves", ["Index"], null), ("LogLeaves", ["EntryId"], null), ("LogNodes", ["Level", "Position"], null), ("LogNodes", ["rowid"], null), ("Checkpoints", ["Number"], null),
        ("CaseForms", ["Id"], null), ("CaseForms", ["CaseId", "FormKey", "Revision"], null),
        ("FinishedWorkItems", ["Id"], null),
        ("Filings", ["Id"], null), ("Filings", ["RegistryId", "FilingNumber"], null),
        ("SealUses", ["Id"], null), ("SealUses", ["SealId", "Number"], null), ("SealUses", ["CaseId", "Block"], Living), ("SealUses", ["ListId", "Block"], Living),
        ("Opinions", ["Id"], null), ("Opinions", ["CaseId", "Block"], Living),
        ("Signatures", ["Id"], null), ("Signatures", ["CaseId", "Block"], Living),
    ];

    private const string Living = "\"VoidedAt\" IS NULL";

    /// <summary>What a refused INSERT says, so that <see cref="Conflict"/> knows it: the key was taken by somebody who was faster.</summary>
    public const string Taken = "this key is taken";

    /// <summary>
    /// INSERT OR REPLACE takes the row that is in its way without asking the triggers against removal, unless the connection says otherwise (recursive_triggers). So what would be replaced is
    /// refused before: one search by a key for each key. PostgreSQL has no such statement.
    /// </summary>
    public static IEnumerable<string> SqliteReplacements() => Keys.GroupBy(key => key.Table).Select(table =>
        $"CREATE TRIGGER \"{table.Key}_insert\" BEFORE INSERT ON \"{table.Key}\" WHEN {string.Join(" OR ", table.Select(key => Exists(key.Table, key.Key, key.When)))} BEGIN SELECT RAISE(ABORT, '{Sentence(table.Key)}; {Taken}'); END;");

    public static IEnumerable<string> SqliteReplacementsGone() => Keys.Select(key => key.Table).Distinct().Select(table => $"DROP TRIGGER \"{table}_insert\";");

    private static string Exists(string table, string[] key, string? when) =>
        $"EXISTS (SELECT 1 FROM \"{table}\" WHERE {string.Join(" AND ", key.Select(column => $"\"{column}\" = NEW.\"{column}\""))}{(when is null ? "" : $" AND {when} AND NEW.{when}")})";

    private static string Sentence(string table) => $"{table} is a register: an entry is never changed or removed";

    private static string Quoted(IEnumerable<string> columns) => string.Join(", ", columns.Select(c => $"\"{c}\""));
}
