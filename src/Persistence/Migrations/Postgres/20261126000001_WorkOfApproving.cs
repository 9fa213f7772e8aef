using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WorkOfApproving : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Allows",
                table: "WorkItems",
                type: "integer",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "AskedById",
                table: "WorkItems",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Awaits",
                table: "WorkItems",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "AwaitsKind",
                table: "WorkItems",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Companion",
                table: "WorkItems",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OpenCompanions",
                table: "WorkItems",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "ParentId",
                table: "WorkItems",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PausedAt",
                table: "WorkItems",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PausedDue",
                table: "WorkItems",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SeenAt",
                table: "WorkItems",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OnBehalfOfId",
                table: "Signatures",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OnBehalfOfId",
                table: "Opinions",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Waits",
                table: "Inbox",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Allows",
                table: "FinishedWorkItems",
                type: "integer",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "AskedById",
                table: "FinishedWorkItems",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Companion",
                table: "FinishedWorkItems",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ParentId",
                table: "FinishedWorkItems",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "CopyItems",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PersonId",
                table: "CopyItems",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SentById",
                table: "CopyItems",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContinuesAt",
                table: "Cases",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Phrases",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Text = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Phrases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Phrases_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Substitutions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    SubstituteId = table.Column<long>(type: "bigint", nullable: false),
                    SeatId = table.Column<long>(type: "bigint", nullable: true),
                    CallId = table.Column<long>(type: "bigint", nullable: true),
                    From = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    To = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Substitutions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Substitutions_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Substitutions_People_SubstituteId",
                        column: x => x.SubstituteId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Substitutions_Seats_SeatId",
                        column: x => x.SeatId,
                        principalTable: "Seats",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_WorkItems_ParentId",
                table: "WorkItems",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_FinishedWorkItems_ParentId",
                table: "FinishedWorkItems",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_CopyItems_CaseId",
                table: "CopyItems",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Phrases_PersonId",
                table: "Phrases",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Substitutions_PersonId",
                table: "Substitutions",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Substitutions_SeatId",
                table: "Substitutions",
                column: "SeatId");

            migrationBuilder.CreateIndex(
                name: "IX_Substitutions_SubstituteId_To",
                table: "Substitutions",
                columns: new[] { "SubstituteId", "To" });

            // What is open now may be handed on as a new opinion may.
            migrationBuilder.Sql("UPDATE \"WorkItems\" SET \"Allows\" = 63 WHERE \"Kind\" = 'OpinionTask'");

            // Registers: for whom somebody acted is never changed either.
            foreach (var table in new[] { "Opinions", "Signatures" })
                migrationBuilder.Sql($"CREATE TRIGGER \"{table}_behalf\" BEFORE UPDATE OF \"OnBehalfOfId\" ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION workflows_refuse();");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Phrases");

            migrationBuilder.DropTable(
                name: "Substitutions");

            migrationBuilder.DropIndex(
                name: "IX_WorkItems_ParentId",
                table: "WorkItems");

            migrationBuilder.DropIndex(
                name: "IX_FinishedWorkItems_ParentId",
                table: "FinishedWorkItems");

            migrationBuilder.DropIndex(
                name: "IX_CopyItems_CaseId",
                table: "CopyItems");

            migrationBuilder.DropColumn(
                name: "Allows",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "AskedById",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "Awaits",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "AwaitsKind",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "Companion",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "OpenCompanions",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "ParentId",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "PausedAt",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "PausedDue",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "SeenAt",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "OnBehalfOfId",
                table: "Signatures");

            migrationBuilder.DropColumn(
                name: "OnBehalfOfId",
                table: "Opinions");

            migrationBuilder.DropColumn(
                name: "Waits",
                table: "Inbox");

            migrationBuilder.DropColumn(
                name: "Allows",
                table: "FinishedWorkItems");

            migrationBuilder.DropColumn(
                name: "AskedById",
                table: "FinishedWorkItems");

            migrationBuilder.DropColumn(
                name: "Companion",
                table: "FinishedWorkItems");

            migrationBuilder.DropColumn(
                name: "ParentId",
                table: "FinishedWorkItems");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "CopyItems");

            migrationBuilder.DropColumn(
                name: "PersonId",
                table: "CopyItems");

            migrationBuilder.DropColumn(
                name: "SentById",
                table: "CopyItems");

            migrationBuilder.DropColumn(
                name: "ContinuesAt",
                table: "Cases");
        }
    }
}
