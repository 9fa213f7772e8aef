using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class InboxFilters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "UnitId",
                table: "WorkItems",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "UnitLevel",
                table: "WorkItems",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "County");

            migrationBuilder.AddColumn<DateTime>(
                name: "Deadline",
                table: "Inbox",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(9999, 12, 31, 0, 0, 0, 0, DateTimeKind.Utc));

            migrationBuilder.AddColumn<bool>(
                name: "IsBatchable",
                table: "Inbox",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "UnitId",
                table: "Inbox",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "UnitLevel",
                table: "Inbox",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "County");

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Query = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedViews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SavedViews_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Inbox_Principal_Deadline_WorkItemId",
                table: "Inbox",
                columns: new[] { "Principal", "Deadline", "WorkItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_PersonId_Name",
                table: "SavedViews",
                columns: new[] { "PersonId", "Name" },
                unique: true);

            // What is open now is about the applicant of its case, or who does it.
            migrationBuilder.Sql("UPDATE \"WorkItems\" SET \"UnitId\" = COALESCE((SELECT c.\"ApplicantId\" FROM \"Cases\" c WHERE c.\"Id\" = \"WorkItems\".\"CaseId\"), \"OrganisationId\")");
            migrationBuilder.Sql("UPDATE \"WorkItems\" SET \"UnitLevel\" = (SELECT o.\"Level\" FROM \"Organisations\" o WHERE o.\"Id\" = \"WorkItems\".\"UnitId\")");
            migrationBuilder.Sql("UPDATE \"Inbox\" SET \"Deadline\" = COALESCE(\"DueAt\", \"Deadline\"), \"UnitId\" = (SELECT w.\"UnitId\" FROM \"WorkItems\" w WHERE w.\"Id\" = \"Inbox\".\"WorkItemId\"), \"UnitLevel\" = (SELECT w.\"UnitLevel\" FROM \"WorkItems\" w WHERE w.\"Id\" = \"Inbox\".\"WorkItemId\")");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SavedViews");

            migrationBuilder.DropIndex(
                name: "IX_Inbox_Principal_Deadline_WorkItemId",
                table: "Inbox");

            migrationBuilder.DropColumn(
                name: "UnitId",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "UnitLevel",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "Deadline",
                table: "Inbox");

            migrationBuilder.DropColumn(
                name: "IsBatchable",
                table: "Inbox");

            migrationBuilder.DropColumn(
                name: "UnitId",
                table: "Inbox");

            migrationBuilder.DropColumn(
                name: "UnitLevel",
                table: "Inbox");
        }
    }
}
