using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Workflows.Persistence.Migrations.Postgres;

/// <summary>Written by hand: registers refuse changes, and the hot tables are vacuumed early, because index-only reads need it.</summary>
[DbContext(typeof(PostgresWorkflowsDb))]
[Migration("20261123000001_Registers")]
public sealed class Registers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var trigger in Persistence.Registers.PostgresTriggers()) migrationBuilder.Sql(trigger);
        migrationBuilder.Sql("""ALTER TABLE "Inbox" SET (autovacuum_vacuum_scale_factor = 0.02);""");
        migrationBuilder.Sql("""ALTER TABLE "WorkItems" SET (autovacuum_vacuum_scale_factor = 0.02);""");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Registers are not taken down; restore a backup.");
}
