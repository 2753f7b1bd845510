-- The tables of an ELFE coordination database that 'gridctl ems sync' reads, without rows: to try it, or to compare.
CREATE TABLE equipement_pilote_ou_mesure (
  id                                    serial PRIMARY KEY,
  equipement_pilote_specifique_id       integer NOT NULL DEFAULT 0,
  equipement_pilote_ou_mesure_type_id   integer NOT NULL,
  equipement_pilote_ou_mesure_mode_id   integer NOT NULL,
  etat_controle_id                      integer NOT NULL DEFAULT 0,
  etat_commande_id                      integer NOT NULL DEFAULT 0,
  nom_humain                            text NOT NULL DEFAULT '',
  description                           text NOT NULL DEFAULT '',
  typologie_installation_domotique_id   integer NOT NULL DEFAULT 0,
  ems_consigne_marche                   boolean NOT NULL DEFAULT false,
  timestamp_derniere_mise_en_marche     integer NOT NULL DEFAULT 0,
  timestamp_derniere_programmation      integer NOT NULL DEFAULT 0,
  utilisateur                           integer NOT NULL DEFAULT 0
);

CREATE TABLE equipement_pilote_machine_generique (
  equipement_pilote_ou_mesure_id                integer NOT NULL,
  timestamp_de_fin_souhaite                     integer NOT NULL,
  delai_attente_maximale_apres_fin              integer NOT NULL,
  cycle_equipement_pilote_machine_generique_id  integer NOT NULL,
  mesures_puissance_elec_id                     integer NOT NULL DEFAULT 0
);

CREATE TABLE equipement_pilote_machine_generique_cycle (
  id                                      serial PRIMARY KEY,
  equipement_pilote_machine_generique_id  integer NOT NULL DEFAULT 0,
  nom                                     text NOT NULL,
  duree_cycle                             integer NOT NULL DEFAULT 0,
  description                             text NOT NULL DEFAULT '',
  timestamp_dernier_declenchement         integer NOT NULL DEFAULT 0
);

CREATE TABLE equipement_pilote_vehicule_electrique_generique (
  equipement_pilote_ou_mesure_id              integer NOT NULL,
  pourcentage_charge_restant                  integer NOT NULL,
  pourcentage_charge_finale_minimale_souhaitee  integer NOT NULL,
  duree_de_charge_estime                      integer NOT NULL DEFAULT 0,
  timestamp_dispo_souhaitee                   integer NOT NULL,
  puissance_de_charge                         integer NOT NULL,
  capacite_de_batterie                        integer NOT NULL,
  mesures_puissance_elec_id                   integer NOT NULL DEFAULT 0
);

CREATE TABLE equipement_pilote_ballon_ecs (
  id                              serial PRIMARY KEY,
  equipement_pilote_ou_mesure_id  integer NOT NULL,
  volume_ballon                   integer NOT NULL,
  puissance_chauffe               integer NOT NULL,
  mesures_puissance_elec_id       integer NOT NULL DEFAULT 0
);

CREATE TABLE equipement_pilote_ballon_ecs_heures_creuses (
  equipement_pilote_ballon_ecs_id  integer NOT NULL,
  nom                              text NOT NULL DEFAULT '',
  description                      text NOT NULL DEFAULT '',
  actif                            boolean NOT NULL,
  debut                            integer NOT NULL,
  fin                              integer NOT NULL
);

CREATE TABLE equipement_pilote_chauffage_non_asservi (
  id                                          serial PRIMARY KEY,
  equipement_pilote_ou_mesure_id              integer NOT NULL,
  prog_semaine_periode_1_confort_actif        boolean NOT NULL DEFAULT false,
  prog_semaine_periode_1_confort_heure_debut  integer NOT NULL DEFAULT 0,
  prog_semaine_periode_1_confort_heure_fin    integer NOT NULL DEFAULT 0,
  prog_semaine_periode_2_confort_actif        boolean NOT NULL DEFAULT false,
  prog_semaine_periode_2_confort_heure_debut  integer NOT NULL DEFAULT 0,
  prog_semaine_periode_2_confort_heure_fin    integer NOT NULL DEFAULT 0,
  prog_weekend_periode_1_confort_actif        boolean NOT NULL DEFAULT false,
  prog_weekend_periode_1_confort_heure_debut  integer NOT NULL DEFAULT 0,
  prog_weekend_periode_1_confort_heure_fin    integer NOT NULL DEFAULT 0,
  prog_weekend_periode_2_confort_actif        boolean NOT NULL DEFAULT false,
  prog_weekend_periode_2_confort_heure_debut  integer NOT NULL DEFAULT 0,
  prog_weekend_periode_2_confort_heure_fin    integer NOT NULL DEFAULT 0,
  puissance_moyenne_eco                       integer NOT NULL,
  puissance_moyenne_confort                   integer NOT NULL,
  pourcentage_eco_force                       integer NOT NULL,
  mesures_puissance_elec_id                   integer NOT NULL DEFAULT 0
);

CREATE TABLE equipement_pilote_chauffage_asservi (
  id                                          serial PRIMARY KEY,
  equipement_pilote_ou_mesure_id              integer NOT NULL,
  temperature_eco                             integer NOT NULL,
  temperature_confort                         integer NOT NULL,
  prog_semaine_periode_1_confort_actif        boolean NOT NULL DEFAULT false,
  prog_semaine_periode_1_confort_heure_debut  integer NOT NULL DEFAULT 0,
  prog_semaine_periode_1_confort_heure_fin    integer NOT NULL DEFAULT 0,
  prog_semaine_periode_2_confort_actif        boolean NOT NULL DEFAULT false,
  prog_semaine_periode_2_confort_heure_debut  integer NOT NULL DEFAULT 0,
  prog_semaine_periode_2_confort_heure_fin    integer NOT NULL DEFAULT 0,
  prog_weekend_periode_1_confort_actif        boolean NOT NULL DEFAULT false,
  prog_weekend_periode_1_confort_heure_debut  integer NOT NULL DEFAULT 0,
  prog_weekend_periode_1_confort_heure_fin    integer NOT NULL DEFAULT 0,
  prog_weekend_periode_2_confort_actif        boolean NOT NULL DEFAULT false,
  prog_weekend_periode_2_confort_heure_debut  integer NOT NULL DEFAULT 0,
  prog_weekend_periode_2_confort_heure_fin    integer NOT NULL DEFAULT 0,
  delta_temp_maximale_temp_demandee           integer NOT NULL,
  puissance                                   integer NOT NULL,
  modele_thermique_id                         integer NOT NULL,
  mesures_puissance_elec_id                   integer NOT NULL DEFAULT 0,
  mesure_temperature_id                       integer NOT NULL DEFAULT 0
);

CREATE TABLE chauffage_asservi_modele_thermique (
  id           serial PRIMARY KEY,
  nom          text NOT NULL,
  description  text NOT NULL DEFAULT ''
);
